#!/usr/bin/env python3
"""Posts while OBS streams over a line that hardly bears the stream: how many frames it costs, and how much of what the stream
leaves is used; beside curl, in the same run."""

import http.server
import socket
import socketserver
import subprocess
import sys
import threading
import time
import urllib.parse

from harness import media
from harness.line import Line
from harness.paths import Paths, parser
from harness.processes import Process
from harness.studio import Studio
from harness.waiting import wait_until

LINE_MBIT = 6
SHRUNK_MBIT = 5
STREAM_KBIT = 3900  # and 96 of sound
SETTLING_S = 8


class Sink:
    """An upload host that takes everything, for curl."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_PUT(self):
                while self.rfile.read1(1 << 16):
                    pass

            def log_message(self, *_):
                pass

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()


class Audience:
    """Whoever OBS streams to. FFmpeg listens; it takes one stream and ends with it."""

    def __init__(self, folder, kind):
        self.port = _free_port()
        self.address = {"rtmp": f"rtmp://127.0.0.1:{self.port}/live/show",
                        "srt": f"srt://127.0.0.1:{self.port}?mode=listener"}[kind]
        self.service = {"rtmp": {"server": f"rtmp://127.0.0.1:{self.port}/live", "key": "show"},
                        "srt": {"server": f"srt://127.0.0.1:{self.port}?mode=caller", "key": ""}}[kind]
        listen = ["-listen", "1"] if kind == "rtmp" else []
        self._process = Process(["ffmpeg", "-v", "error", "-nostdin", *listen, "-i", self.address, "-c", "copy",
                                 "-f", "null", "-"], folder / f"audience-{self.port}.log")

    def close(self):
        self._process.stop()


class Show:
    """OBS on air."""

    def __init__(self, studio, kind):
        self.studio = studio
        self.audience = Audience(studio.folder, kind)
        for name, value in {"VBitrate": STREAM_KBIT, "ABitrate": 96}.items():
            studio.obs.ask("SetProfileParameter", parameterCategory="SimpleOutput", parameterName=name,
                           parameterValue=str(value))
        studio.obs.ask("SetStreamServiceSettings", streamServiceType="rtmp_custom",
                       streamServiceSettings=self.audience.service)

    def begin(self):
        self.studio.let_run(1)  # FFmpeg listens
        self.studio.obs.ask("StartStream")
        wait_until(lambda: self.status()["outputActive"], 20, "OBS is live")
        self.studio.let_run(SETTLING_S)

    def status(self):
        return self.studio.obs.ask("GetStreamStatus")

    def end(self):
        self.studio.obs.ask("StopStream")
        wait_until(lambda: not self.status()["outputActive"], 30, "OBS is off air")
        self.audience.close()


class Figures:
    """Of one stretch of the show: frames that did not get through, and what was left of the line for others."""

    def __init__(self, show):
        self._show = show
        self._began = time.monotonic()
        self._before = show.status()

    def end(self, sent_bytes, line_mbit):
        after = self._show.status()
        time_s = time.monotonic() - self._began
        streamed = after["outputBytes"] - self._before["outputBytes"]
        self.dropped = after["outputSkippedFrames"] - self._before["outputSkippedFrames"]
        self.frames = after["outputTotalFrames"] - self._before["outputTotalFrames"]
        left = line_mbit * 125_000 * time_s - streamed
        self.time_s = time_s
        self.share = sent_bytes / left if left > 0 else 0
        self.sent_bytes = sent_bytes
        return self

    def row(self, name):
        return (f"{name:<42}{self.time_s:>7.0f} s{self.dropped:>9} of {self.frames:<6}"
                f"{self.sent_bytes / self.time_s / 125_000:>8.2f} Mbit/s{self.share:>8.0%}")


def nobody(show, seconds):
    figures = Figures(show)
    show.studio.let_run(seconds)
    return figures.end(0, LINE_MBIT)


def curl(show, sink, seconds, *options):
    figures = Figures(show)
    with open("/dev/zero", "rb") as endless:
        command = ["curl", "-s", "-T", "-", "--max-time", str(seconds), "-w", "%{size_upload}", "-o", "/dev/null", *options,
                   f"http://127.0.0.1:{sink.port}/clip.mp4"]
        sent = int(subprocess.run(command, stdin=endless, capture_output=True, text=True).stdout or 0)
    return figures.end(sent, LINE_MBIT)


def post(show, megabytes, line, shrinks=False):
    """In the usual mode, until the sandbox has all of it."""
    studio = show.studio
    clip = media.make_clip(studio.folder / f"{megabytes}-{time.monotonic_ns()}.mp4", seconds=5)
    studio.choose_clip(media.grow(clip, megabytes * 1_000_000))
    posts = len(studio.sandbox.posts())
    studio.fill_in(f"{megabytes} MB while live", "Only me")
    figures = Figures(show)
    studio.dock.press("Post", "button")
    patience_s = 120 + megabytes * 1e6 / 60e3
    if shrinks:
        studio.let_run(20)
        line.become(SHRUNK_MBIT)
        studio.let_run(20)
        line.become(LINE_MBIT)
    studio.wait_published(posts + 1, timeout_s=patience_s)
    figures.end(megabytes * 1_000_000, LINE_MBIT)
    if shrinks:  # what was there to use is less for twenty seconds
        left = LINE_MBIT * 125_000 * figures.time_s - 20 * (LINE_MBIT - SHRUNK_MBIT) * 125_000
        figures.share *= (LINE_MBIT * 125_000 * figures.time_s) / left
    return figures


def play(show, sink, line, kind, arguments):
    show.begin()
    rows = {}
    try:
        rows[f"{kind}: nobody uploads"] = nobody(show, arguments.seconds)
        for megabytes in arguments.megabytes:
            rows[f"{kind}: Direct Post, {megabytes} MB, politely"] = post(show, megabytes, line)
        if not arguments.short:
            rows[f"{kind}: Direct Post while the line shrinks"] = post(show, 20, line, shrinks=True)
            rows[f"{kind}: curl"] = curl(show, sink, arguments.seconds)
            show.studio.let_run(SETTLING_S)
            left = int(LINE_MBIT * 125_000 - (STREAM_KBIT + 96) * 125)
            rows[f"{kind}: curl --limit-rate, what is left"] = curl(show, sink, arguments.seconds, "--limit-rate", str(left))
    finally:
        show.end()
    return rows


def verdicts(rows):
    bad = []
    for name, figures in rows.items():
        alone = rows[f"{name.split(':')[0]}: nobody uploads"]
        if "Direct Post" not in name:
            continue
        if figures.dropped > alone.dropped:
            bad.append(f"{name}: {figures.dropped} frames were dropped, {alone.dropped} without us")
        if figures.share < 0.8 and "shrinks" not in name:
            bad.append(f"{name}: only {figures.share:.0%} of what the stream left was used")
    return bad


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main():
    arguments_parser = parser(__doc__)
    arguments_parser.add_argument("--obs", default="30", help="only named")
    arguments_parser.add_argument("--short", action="store_true", help="one small post, nothing beside it")
    arguments_parser.add_argument("--seconds", type=int, default=40, help="of each stretch without a post")
    arguments_parser.add_argument("--megabytes", type=int, nargs="+", default=[50], help="sizes of the posts")
    arguments_parser.add_argument("--kinds", nargs="+", default=["rtmp", "srt"])
    arguments = arguments_parser.parse_args()
    if arguments.short:
        arguments.seconds, arguments.megabytes, arguments.kinds = 10, [6], ["rtmp"]
    paths = Paths(arguments.build)
    sink = Sink()
    rows = {}
    for kind in arguments.kinds:
        studio = Studio(paths, tls=False)
        line = None
        try:
            studio.start()
            studio.connect_quickly()
            show = Show(studio, kind)
            upload_port = urllib.parse.urlparse(studio.sandbox.upload_url).port
            line = Line([show.audience.port, upload_port, sink.port], LINE_MBIT)
            rows.update(play(show, sink, line, kind, arguments))
        except BaseException:
            studio.keep(paths.output / "artifacts" / "live")
            raise
        finally:
            studio.close()
            if line:
                line.close()
    print(f"\n{'line of 6 Mbit/s, stream of 4':<42}{'time':>9}{'dropped frames':>19}{'sent':>15}{'of what is left':>9}")
    for name, figures in rows.items():
        print(figures.row(name))
    bad = verdicts(rows)
    for words in bad:
        print(words, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
