#!/usr/bin/env python3
"""Pictures of OBS with the dock in its states, as a streamer meets them."""

import pathlib
import sys

from harness import media
from harness.paths import Paths, parser
from harness.studio import Studio


def take_pictures(studio, folder):
    def picture(name):
        studio.let_run(0.5)  # OBS paints
        file = studio.desktop.picture(folder / f"{name}.png", studio.dock.window().box())
        print(f"  {file}", flush=True)

    studio.start()
    studio.dock.resize_window(1500, 1000)
    picture("dock-disconnected")
    studio.connect_quickly()
    studio.record(3)
    studio.fill_in("last second clutch 🎮 #speedrun", "Everyone", allow=["comments"])
    picture("dock")
    studio.dock.press("Post", "button")
    studio.wait_published(linked=True)
    studio.dock.wait("Open", "button")
    picture("dock-posted")
    studio.dock.press("History…", "button")
    history = studio.dock.dialog("History of posts")
    studio.dock.wait_text("last second clutch", within=history)
    picture("history")
    history.find("Close", "button").press()
    show_queue(studio)
    picture("dock-queue")
    studio.sandbox.clear_faults()
    small = media.make_clip(studio.folder / "tiny.mp4", size="320x180")
    studio.dock.choose_file(small)
    studio.dock.wait_sentence("Check.resolution_too_small")
    picture("dock-problem")


def show_queue(studio):
    """One post under way on a slow line, one that waits."""
    studio.sandbox.inject("slow_link", size_bytes=1_500_000)
    for name, clip in (("raid.mp4", {"seconds": 12, "bitrate": "20M"}), ("bloopers.mp4", {"seconds": 4})):
        studio.choose_clip(media.make_clip(studio.folder / name, **clip))
        studio.fill_in(name, "Friends")
        studio.dock.press("Post", "button")
        studio.dock.wait_sentence("Clip.Empty")


def main():
    arguments_parser = parser(__doc__)
    arguments_parser.add_argument("--obs", default="30", help="named in the folder")
    arguments_parser.add_argument("--show", action="store_true", help="on your screen")
    arguments_parser.add_argument("--to", required=True, type=pathlib.Path, help="folder for the pictures")
    arguments = arguments_parser.parse_args()
    folder = arguments.to / f"obs{arguments.obs}"
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(Paths(arguments.build), show=arguments.show, preview=True)
    try:
        take_pictures(studio, folder)
    finally:
        studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
