"""Posts that go out later: at a moment, after the stream; and what becomes of a moment that OBS was not there for."""

import contextlib
import datetime
import re
import sqlite3
import time

from harness import media
from harness.audience import RtmpAudience
from harness.case import StudioTest
from harness.waiting import wait_until


class Later:
    clips = 0

    def later(self, name, entry):
        """The clip's file, once that entry of the menu beside Post was chosen."""
        type(self).clips += 1
        file = self.studio.choose_clip(media.make_clip(self.studio.folder / f"{name}.mp4", seconds=1 + self.clips))
        self.studio.fill_in(name, "Only me")
        self.expected = media.sha256(self.studio.prepared_file(file))
        self.already = len(self.sandbox.posts())
        self.dock.press(self.studio.texts["Later.Menu"])
        self.dock.wait(self.studio.texts[entry], "menu item").press()

    def published(self, name, timeout_s=30):
        wait_until(lambda: [post for post in self.sandbox.posts()[self.already:] if post["status"] == "PUBLISH_COMPLETE"],
                   timeout_s, lambda: f"{name} is published:\n{self.sandbox.describe()}\n{self.dock.root().outline()}")
        posts = self.sandbox.posts()[self.already:]
        self.assertEqual([(name, self.expected)], [(post["title"], post["sha256"]) for post in posts])


class AtATime(Later, StudioTest):
    def post_at(self, name, moment=None):
        self.later(name, "Later.At")
        dialog = self.dock.dialog(self.studio.texts["Later.Title"])
        self.dock.wait_text(re.compile("Music Usage Confirmation"), within=dialog)
        if moment:
            field = dialog.wait(self.studio.texts["Later.Moment"], "spin button")
            gaps = re.fullmatch(r"[\d/]+(\D+)[\d:]+(\D)[AP]M", field.text()).groups()  # as this Qt writes them
            field.write(f"{moment.month}/{moment.day}/{moment:%y}{gaps[0]}{moment.hour % 12 or 12}:{moment:%M}{gaps[1]}{moment:%p}")
        self.dock.wait_enabled(self.studio.texts["Later.Post"], "button", within=dialog).press()
        self.dock.wait_sentence("Job.WaitsForMoment")

    def test_a_clip_goes_out_at_its_minute_and_not_before(self):
        moment = datetime.datetime.now() + datetime.timedelta(seconds=75)
        moment = moment.replace(second=0, microsecond=0)
        self.post_at("on the minute", moment)
        wait_until(lambda: self.sandbox.posts()[self.already:], 90, lambda: f"it is sent:\n{self.dock.root().outline()}")
        self.assertGreaterEqual(datetime.datetime.now(), moment)
        self.published("on the minute")
        self.dock.wait_sentence("Job.Published")

    def test_a_moment_that_passed_while_obs_was_closed_waits_for_a_click(self):
        self.post_at("too late")
        self.studio.obs.kill()
        self.moment_was(hours=2)
        self.studio.start()
        self.studio.wait_connected()
        self.dock.wait_sentence("Job.MissedMoment")
        time.sleep(3)
        self.assertEqual([], self.sandbox.posts()[self.already:])
        self.dock.press("Post now", "button")
        self.published("too late")

    def test_a_moment_that_passed_within_its_grace_is_made_up_for(self):
        self.post_at("a little late")
        self.studio.obs.kill()
        self.moment_was(minutes=30)
        self.studio.start()
        self.published("a little late", timeout_s=40)

    def moment_was(self, **ago):
        moment = datetime.datetime.now() - datetime.timedelta(**ago)
        file = self.studio.obs.settings / "plugin_config" / "direct-post" / "posts.sqlite"
        with contextlib.closing(sqlite3.connect(file)) as store, store:
            store.execute("UPDATE job SET moment_ms=? WHERE moment_ms<>0", (int(moment.timestamp() * 1000),))


class AfterTheStream(Later, StudioTest):
    def is_live(self):
        return self.studio.obs.ask("GetStreamStatus")["outputActive"]

    def test_a_clip_goes_out_once_the_stream_has_ended(self):
        audience = RtmpAudience(self.studio.folder)
        self.addCleanup(audience.close)
        self.studio.obs.ask("SetStreamServiceSettings", streamServiceType="rtmp_custom",
                            streamServiceSettings=audience.service)
        self.studio.obs.ask("StartStream")
        wait_until(self.is_live, 20, "OBS is live")
        self.later("after the show", "Pace.AfterStream")
        self.dock.wait_sentence("Job.WaitsForStream")
        time.sleep(3)
        self.assertEqual([], self.sandbox.posts()[self.already:])
        self.studio.obs.ask("StopStream")
        self.published("after the show", timeout_s=40)
        self.assertFalse(self.is_live())
