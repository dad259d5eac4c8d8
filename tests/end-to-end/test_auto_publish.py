"""Auto-publish: armed by hand, counted down, and never more than once."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until

TOGGLE = "Auto-publish after recording"


class Armed:
    def setUp(self):
        self.already = len(self.sandbox.posts())
        if not self.is_armed():
            self.arm()

    def is_armed(self):
        return self.dock.wait(TOGGLE, "check box").is_checked()

    def arm(self):
        self.dock.press(TOGGLE, "check box")
        dialog = self.dock.dialog(TOGGLE)
        self.dock.wait_enabled("Who can view", "combo box", within=dialog).choose("Only me")
        dialog.wait("Caption", "text").write("by itself from {scene}")
        for kind in ("Recordings", "Replays"):
            box = dialog.wait(kind, "check box")
            if not box.is_checked():
                box.press()
        self.choose_edit(dialog)
        self.dock.wait_enabled("Turn on", "button", within=dialog).press()
        self.dock.wait_sentence("AutoPublish.Armed")


    def choose_edit(self, dialog):
        """What is made of each clip: nothing."""


class AutoPublish(Armed, StudioTest):
    options = {"replay": True, "keyring": False}  # the login is kept over the restart without a keyring, too

    def record(self):
        self.studio.record_only()

    def test_a_recording_is_posted_when_the_countdown_is_over(self):
        self.record()
        self.dock.wait_sentence("AutoPublish.Countdown", timeout_s=15)
        expected = media.sha256(self.studio.prepared_files()[-1])
        self.assertEqual(self.already, len(self.sandbox.posts()), "not before")
        post = self.studio.wait_published(posts=self.already + 1, timeout_s=30)
        self.assertEqual(expected, post["sha256"])
        self.assertEqual("by itself from Show", post["title"])
        self.assertEqual((1, "SELF_ONLY"), (post["inits"], post["privacy_level"]))

    def test_a_closed_dock_comes_back_for_the_countdown_and_shows_it_whole(self):
        self.dock.close()
        self.record()
        self.dock.wait_sentence("AutoPublish.Countdown", timeout_s=15)
        _, top, _, height = self.dock.root().box()
        _, its_top, _, its_height = self.dock.wait("Post now", "button").box()
        self.assertTrue(top <= its_top and its_top + its_height <= top + height, "it has to be scrolled to")
        self.dock.press("Cancel", "button")

    def test_the_countdown_can_be_skipped(self):
        self.record()
        self.dock.press("Post now", "button", timeout_s=15)
        self.studio.wait_published(posts=self.already + 1)
        self.assertEqual(self.already + 1, len(self.sandbox.posts()))

    def test_a_saved_replay_is_posted_by_itself_too(self):
        with self.studio.obs.replay_buffer():
            self.studio.obs.wait_buffered(2)
            self.studio.obs.save_replay()
        self.dock.wait_sentence("AutoPublish.Countdown", timeout_s=15)
        expected = media.sha256(self.studio.prepared_files()[-1])
        self.dock.press("Post now", "button")
        post = self.studio.wait_published(posts=self.already + 1)
        self.assertEqual((expected, "by itself from Show"), (post["sha256"], post["title"]))

    def test_a_cancelled_countdown_posts_nothing(self):
        self.record()
        self.dock.wait_sentence("AutoPublish.Countdown", timeout_s=15)
        self.dock.press("Cancel", "button")
        self.dock.wait_sentence("Reason.NoPrivacy")
        self.assertFalse(self.dock.says(self.studio.texts.pattern("AutoPublish.Countdown")))
        self.assertEqual(self.already, len(self.sandbox.posts()))

    def test_a_clip_waits_for_the_creator_when_the_audience_is_no_longer_offered(self):
        self.sandbox.change_creator(privacy_level_options=["PUBLIC_TO_EVERYONE"])
        self.addCleanup(self.sandbox.change_creator, privacy_level_options=[])
        self.record()
        self.dock.wait_sentence("AutoPublish.Review", timeout_s=15)
        self.assertEqual(self.already, len(self.sandbox.posts()))

    def test_it_is_off_after_a_restart(self):
        self.dock.wait_sentence("Account.SealedInFile")
        self.studio.obs.quit()
        self.studio.start()
        self.studio.wait_connected()
        self.assertFalse(self.is_armed())
        self.dock.wait_sentence("Account.SealedInFile")


class AutoPublishOfAPart(Armed, StudioTest):
    def choose_edit(self, dialog):
        dialog.wait("Layout", "combo box").choose("Vertical, blurred surround")
        dialog.wait("Only the last part:", "check box").press()
        self.dock.wait_enabled("Length of the last part", "spin button", within=dialog).write("5 s")

    def test_the_end_of_a_recording_is_posted_upright(self):
        recording = self.studio.record_only(seconds=8)
        said = self.dock.wait_text(self.studio.texts.pattern("AutoPublish.Countdown"), timeout_s=90)
        self.assertIn("Vertical, blurred surround", said)
        before = media.sha256(recording)
        prepared = self.studio.prepared_files()[-1]
        expected = media.sha256(prepared)
        self.dock.press("Post now", "button")
        post = self.studio.wait_published(posts=self.already + 1, timeout_s=30)
        self.assertEqual(expected, post["sha256"])
        what = media.probe(prepared)
        video = next(stream for stream in what["streams"] if stream["codec_type"] == "video")
        self.assertAlmostEqual(9 / 16, video["width"] / video["height"], delta=0.002)
        self.assertAlmostEqual(5, float(what["format"]["duration"]), delta=0.1)
        self.assertEqual(before, media.sha256(recording), "the recording is left as OBS wrote it")


class SplitRecording(Armed, StudioTest):
    options = {"advanced": "Standard"}

    def test_what_is_left_after_a_split_is_no_clip_to_post_by_itself(self):
        obs = self.studio.obs
        obs.start_recording()
        obs.wait_recorded(2)
        obs.split_recording()
        wait_until(lambda: len(list(obs.recordings.glob("*.mkv"))) == 2, 15, "OBS has begun the second file")
        self.studio.let_run(1)
        obs.stop_recording()
        self.dock.press("Post now", "button", timeout_s=30)
        self.studio.wait_published(posts=self.already + 1)
        self.dock.wait_sentence("AutoPublish.Review", timeout_s=15)
        self.dock.wait_text(self.studio.texts.pattern("AutoPublish.short_rest"))
        self.assertEqual(self.already + 1, len(self.sandbox.posts()))


class InTheTray(Armed, StudioTest):
    options = {"tray": True}

    def test_a_countdown_that_nobody_can_see_is_held_until_obs_is_back(self):
        self.studio.desktop.click_tray_icon()
        self.studio.record_only()
        wait_until(lambda: " is ready: " in self.studio.obs.log(), 15, "the clip is prepared")
        self.studio.let_run(12)
        self.assertEqual(self.already, len(self.sandbox.posts()), "a countdown takes ten seconds")
        self.studio.desktop.click_tray_icon()
        self.dock.wait_sentence("AutoPublish.Countdown")
        self.dock.press("Post now", "button")
        self.studio.wait_published(posts=self.already + 1)
