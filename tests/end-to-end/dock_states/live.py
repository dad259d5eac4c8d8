"""Posts while OBS is on air."""

import contextlib

from harness.audience import RtmpAudience
from harness.waiting import wait_until

from .posts import post


def on_air(studio, album):
    studio.connect_quickly()
    with live(studio):
        studio.dock.wait_text(studio.texts["Pace.Label"])
        album.dock(studio, "live", below=True)
        studio.sandbox.inject("slow_link", size_bytes=300_000, times=0)
        post(studio, "beside the show", seconds=12, bitrate="20M")
        studio.dock.wait_sentence("Job.HeldBackFor", timeout_s=60)
        album.dock(studio, "held-back", below=True)
        choose_pace(studio, "Post after the stream")
        post(studio, "when it is over", seconds=3)
        studio.dock.wait_sentence("Job.WaitsForStream")
        album.dock(studio, "after-the-stream", below=True)
        choose_pace(studio, "At a fixed speed, but for some hours")
        album.dock(studio, "pace-by-the-hour", below=True)
    studio.sandbox.clear_faults()


def choose_pace(studio, mode):
    studio.dock.scroll("down")
    studio.dock.wait_enabled("Posts while you are live", "combo box").choose(mode)
    studio.dock.scroll("up")


@contextlib.contextmanager
def live(studio):
    def is_live():
        return studio.obs.ask("GetStreamStatus")["outputActive"]

    audience = RtmpAudience(studio.folder)
    try:
        studio.obs.ask("SetStreamServiceSettings", streamServiceType="rtmp_custom", streamServiceSettings=audience.service)
        studio.obs.ask("StartStream")
        wait_until(is_live, 20, "OBS is live")
        yield
        studio.obs.ask("StopStream")
        wait_until(lambda: not is_live(), 30, "OBS is off air")
    finally:
        audience.close()


STATES = (on_air,)
