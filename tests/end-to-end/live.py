#!/usr/bin/env python3
"""Posts while OBS streams over a line that hardly bears the stream: how many frames it costs, and how much of what the stream
leaves is used; beside curl, in the same run."""

import http.server
import socketserver
import subprocess
import sys
import threading
import time
import urllib.parse

from harness import media
from harness.audience import AUDIENCES, RtmpAudience
from harness.line import Line, move_into_own_network
from harness.paths import Paths, parser
from harness.studio import Studio
from harness.waiting import wait_until

LINE_MBIT = 6
SHRUNK_MBIT = 5
SHRUNK_S = 30
STREAM_KBIT = 3900  # and 96 of sound
SOUND_KBIT = 96
SETTLING_S = 8
IN_FLIGHT_FRAMES = 10  # of SRT, which holds back a little at either end
LEAST_SHARE = 0.8
BUSY = 0.02  # of OBS's frames late
MACHINE = "machine"
FEW_FRAMES = 3  # that are late now and then on any machine
SKIPPED = 77  # as CTest is told


class TooBusy(Exception):
    """Others need the processor."""


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


class Show:
    """OBS on air."""

    def __init__(self, studio, audience):
        self.studio = studio
        self.audience = audience
        ask = studio.obs.ask
        for name, value in {"VBitrate": STREAM_KBIT, "ABitrate": SOUND_KBIT}.items():
            ask("SetProfileParameter", parameterCategory="SimpleOutput", parameterName=name, parameterValue=str(value))
        ask("SetStreamServiceSettings", streamServiceType="rtmp_custom", streamServiceSettings=self.audience.service)

    def draw_little(self):
        """Pictures so small that they cost no processor: what is measured is the line."""
        self.studio.obs.ask("SetVideoSettings", baseWidth=320, baseHeight=180, outputWidth=320, outputHeight=180,
                            fpsNumerator=30, fpsDenominator=1)

    def begin(self):
        self.studio.obs.ask("StartStream")
        wait_until(lambda: self.status()["outputActive"], 20, "OBS is live")
        self.studio.let_run(SETTLING_S)

    def status(self):
        return self.studio.obs.ask("GetStreamStatus")

    def machine(self):
        """Frames that OBS was late with for want of a processor: then the figures say nothing about the line."""
        stats = self.studio.obs.ask("GetStats")
        return stats["renderSkippedFrames"] + stats["outputSkippedFrames"]

    def end(self):
        self.studio.obs.ask("StopStream")
        wait_until(lambda: not self.status()["outputActive"], 30, "OBS is off air")


class Figures:
    """Of one stretch of the show: frames that did not get through, and what was left of the line for others."""

    def __init__(self, show):
        self._show = show
        self._began = time.monotonic()
        self._before = show.status()
        self._lost = show.audience.lost_frames(self._before)
        self._late = show.machine()

    def end(self, sent_bytes, missing_megabits=0):
        """`missing_megabits`: what a line that shrank did not bear."""
        after = self._show.status()
        self.time_s = time.monotonic() - self._began
        self.streamed_bytes = after["outputBytes"] - self._before["outputBytes"]
        self.frames = after["outputTotalFrames"] - self._before["outputTotalFrames"]
        self.lost = max(0, self._show.audience.lost_frames(after) - self._lost)
        self.late = self._show.machine() - self._late
        left_bytes = (LINE_MBIT * self.time_s - missing_megabits) * 125_000 - self.streamed_bytes
        self.share = sent_bytes / left_bytes if left_bytes > 0 else 0
        self.sent_bytes = sent_bytes
        return self

    def row(self, name):
        return (f"{name:<44}{self.time_s:>6.0f} s{self.lost:>7} of {self.frames:<6}{self.late:>6}"
                f"{self.streamed_bytes / self.time_s / 125_000:>9.2f}{self.sent_bytes / self.time_s / 125_000:>9.2f}"
                f"{self.share:>8.0%}")


HEADING = (f"{'line of 6 Mbit/s, stream of 4':<44}{'time':>8}{'lost frames':>17}{'late':>6}{'stream':>9}{'upload':>9}"
           f"{'of rest':>8}")


def nobody(show, seconds):
    figures = Figures(show)
    show.studio.let_run(seconds)
    return figures.end(0)


def curl(show, sink, seconds, *options):
    figures = Figures(show)
    with open("/dev/zero", "rb") as endless:
        command = ["curl", "-s", "-T", "-", "--max-time", str(seconds), "-w", "%{size_upload}", "-o", "/dev/null", *options,
                   f"http://127.0.0.1:{sink.port}/clip.mp4"]
        sent = int(subprocess.run(command, stdin=endless, capture_output=True, text=True).stdout or 0)
    return figures.end(sent)


def post(show, megabytes, line=None):
    """In the usual mode, until the sandbox has all of it. With a line: it shrinks in the middle."""
    studio = show.studio
    clip = media.make_clip(studio.folder / f"{megabytes}-{time.monotonic_ns()}.mp4", seconds=5)
    studio.choose_clip(media.grow(clip, megabytes * 1_000_000))
    posts = len(studio.sandbox.posts())
    studio.fill_in(f"{megabytes} MB while live", "Only me")
    figures = Figures(show)
    studio.dock.press("Post", "button")
    missing_megabits = 0
    if line:
        studio.let_run(SHRUNK_S)
        line.become(SHRUNK_MBIT)
        studio.let_run(SHRUNK_S)
        line.become(LINE_MBIT)
        missing_megabits = SHRUNK_S * (LINE_MBIT - SHRUNK_MBIT)
    studio.wait_published(posts + 1, timeout_s=120 + megabytes * 1e6 / 60e3)
    return figures.end(megabytes * 1_000_000, missing_megabits)


def machine_stretches(show, arguments):
    """The line is fast, and OBS records as well: (name, what is done in it)"""
    show.studio.obs.start_recording()
    yield "machine: nobody uploads", lambda: nobody(show, arguments.seconds)
    yield "machine: Direct Post, 2000 MB, full speed", lambda: post(show, 2000)
    show.studio.obs.stop_recording()


def line_stretches(show, sink, line, kind, arguments):
    """The stream takes most of the line."""
    seconds = arguments.seconds
    yield f"{kind}: nobody uploads", lambda: nobody(show, seconds)
    for megabytes in arguments.megabytes:
        yield f"{kind}: Direct Post, {megabytes} MB, politely", lambda: post(show, megabytes)
    if arguments.short:
        return
    yield f"{kind}: Direct Post, 30 MB, the line shrinks", lambda: post(show, 30, line)
    left_bytes = int(LINE_MBIT * 125_000 - (STREAM_KBIT + SOUND_KBIT) * 125)
    yield f"{kind}: curl --limit-rate, all that is left", lambda: curl(show, sink, seconds, "--limit-rate", str(left_bytes))
    yield f"{kind}: curl", lambda: curl(show, sink, seconds)


def play(paths, sink, kind, arguments, rows):
    studio = Studio(paths, tls=False)
    audience = line = None
    try:
        audience = AUDIENCES.get(kind, RtmpAudience)(studio.folder)
        if kind == MACHINE:
            at_full_speed(studio)
        studio.start()
        studio.connect_quickly()
        show = Show(studio, audience)
        if kind == MACHINE:
            stretches = machine_stretches(show, arguments)
        else:
            show.draw_little()
            upload_port = urllib.parse.urlparse(studio.sandbox.upload_url).port
            line = Line([audience.port, upload_port, sink.port], LINE_MBIT)
            stretches = line_stretches(show, sink, line, kind, arguments)
        show.begin()
        for name, stretch in stretches:
            rows[name] = stretch()
            print(rows[name].row(name), flush=True)
            if arguments.short and rows[name].late > BUSY * rows[name].frames:
                raise TooBusy("skipped: this machine is too busy for OBS's own pictures, so nothing can be said about the line")
            studio.let_run(SETTLING_S)
        show.end()
    except TooBusy:
        raise
    except BaseException:
        studio.keep(paths.output / "artifacts" / "live")
        raise
    finally:
        if line:
            line.close()
        studio.close()
        if audience:
            audience.close()


def at_full_speed(studio):
    """As if it had been chosen in the dock."""
    folder = studio.obs.settings / "plugin_config" / "direct-post"
    folder.mkdir(parents=True)
    (folder / "pace.json").write_text('{"Show": {"mode": "full_speed", "cap_bytes_per_second": 1}}')


def verdicts(rows, least_share):
    bad = []
    for name, figures in rows.items():
        alone = rows[f"{name.split(':')[0]}: nobody uploads"]
        if "Direct Post" not in name:
            continue
        if name.startswith(MACHINE):
            if figures.late > alone.late * figures.time_s / alone.time_s + FEW_FRAMES:
                bad.append(f"{name}: {figures.late} frames were late, {alone.late} without us")
            continue
        allowed = alone.lost + (IN_FLIGHT_FRAMES if name.startswith("srt") else 0)
        if figures.lost > allowed:
            bad.append(f"{name}: {figures.lost} frames were lost, {alone.lost} without us")
        if figures.share < least_share and "shrinks" not in name:
            bad.append(f"{name}: only {figures.share:.0%} of what the stream left was used")
    return bad


def main():
    arguments_parser = parser(__doc__)
    arguments_parser.add_argument("--obs", default="30", help="only named")
    arguments_parser.add_argument("--short", action="store_true", help="one small post, nothing beside it")
    arguments_parser.add_argument("--seconds", type=int, default=40, help="of each stretch without a post")
    arguments_parser.add_argument("--megabytes", type=int, nargs="+", default=[50], 
                                  help="sizes of the posts; 500 take over half an hour")
    arguments_parser.add_argument("--kinds", nargs="+", default=["rtmp", "srt", MACHINE], choices=[*AUDIENCES, MACHINE])
    arguments = arguments_parser.parse_args()
    if not move_into_own_network():
        print("skipped: this system makes no network namespace for us (unshare --map-root-user --net)")
        return SKIPPED
    if arguments.short:
        arguments.seconds, arguments.megabytes, arguments.kinds = 10, [8], ["rtmp"]
    sink = Sink()
    rows = {}
    print(HEADING)
    try:
        for kind in arguments.kinds:
            play(Paths(arguments.build), sink, kind, arguments, rows)
    except TooBusy as busy:
        print(busy)
        return SKIPPED
    bad = verdicts(rows, 0 if arguments.short else LEAST_SHARE)  # a small post is over before it has found its speed
    for words in bad:
        print(words, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
