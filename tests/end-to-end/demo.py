#!/usr/bin/env python3
"""Plays the whole way through in real OBS, against a stand-in for TikTok, and shows each step."""

import shutil
import sys
import time

from harness import media
from harness.paths import Paths, parser
from harness.studio import Studio

CAPTION = "last second clutch 🎮 #speedrun"
RECORDING_S = 4


class Steps:
    def __init__(self):
        self._began = time.monotonic()

    def __call__(self, words):
        print(f"  {time.monotonic() - self._began:5.1f} s  {words}", flush=True)


def play(studio, step, picture):
    studio.start()
    step(f"OBS {studio.obs.version()} is running with Direct Post; TikTok is played by {studio.sandbox.base_url}")
    studio.connect()
    step(f"logged in through the browser's consent page as @{studio.sandbox.username}")
    recording = studio.record(RECORDING_S)
    step(f"recorded {RECORDING_S} s and the dock picked it up: {recording.name}, {recording.stat().st_size:,} bytes")
    prepared = studio.prepared_file(recording)
    sent = media.sha256(prepared)
    if media.stream_hashes(recording) != media.stream_hashes(prepared):
        raise AssertionError("the prepared file is not what was recorded")
    step("prepared as MP4; every packet of picture and sound is the recording's")
    studio.fill_in(CAPTION, "Everyone", allow=["comments"])
    step(f"filled in: “{CAPTION}”, Everyone, comments allowed")
    studio.dock.press("Post", "button")
    post = studio.wait_published(linked=True)
    step(f"posted; TikTok's verdict: {post['status']}, {post['privacy_level']}")
    studio.dock.wait("Open", "button")
    picture.parent.mkdir(parents=True, exist_ok=True)
    studio.desktop.picture(picture, studio.dock.window().box())
    if sent != post["sha256"]:
        raise AssertionError("what arrived is not what was sent")
    return post, sent


def main():
    arguments_parser = parser(__doc__)
    arguments_parser.add_argument("--obs", default="30", help="only named in the picture's name")
    arguments_parser.add_argument("--show", action="store_true", help="on your screen")
    arguments = arguments_parser.parse_args()
    paths = Paths(arguments.build)
    picture = paths.output / f"demo-obs{arguments.obs}.png"
    studio = Studio(paths, show=arguments.show, preview=True)
    try:
        post, sent = play(studio, Steps(), picture)
    except Exception as problem:
        kept = paths.output / "artifacts" / "demo"
        shutil.rmtree(kept, ignore_errors=True)
        studio.keep(kept)
        print(f"\nThe demo failed: {problem}\nA picture, the logs and the record are in {kept}", file=sys.stderr)
        return 1
    finally:
        studio.close()
    print(f"\n  Link      {post['link']}\n  Sent      SHA-256 {sent}\n  Received  SHA-256 {post['sha256']}  (equal)\n"
          f"  Picture   {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
