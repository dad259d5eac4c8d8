"""What becomes of posts is told in the system's tray, to those who do not see the dock."""

import contextlib

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until

PROCESSING_S = 600


class Notifications(StudioTest):
    options = {"tray": True}

    def setUp(self):
        self.told = len(self.studio.desktop.notifications())
        self.already = len(self.sandbox.posts())

    def tearDown(self):
        self.sandbox.clear_faults()
        self.sandbox.set_processing(0)

    def news(self):
        """What the tray has shown in this test."""
        return self.studio.desktop.notifications()[self.told:]

    def wait_news(self, key, words):
        title = self.studio.texts[key]
        wait_until(lambda: [text for its_title, text in self.news() if its_title == title and words in text], 20,
                   lambda: f"the tray says “{title}” of {words}: {self.news()}")

    def post(self, caption, seconds):
        """Until TikTok has it all, and takes its time."""
        self.sandbox.set_processing(PROCESSING_S)
        self.studio.choose_clip(media.make_clip(self.studio.folder / f"{caption}.mp4", seconds=seconds))
        self.studio.fill_in(caption, "Only me")
        self.dock.press("Post")
        self.dock.wait_sentence("Job.Processing")

    def let_tiktok_decide(self):
        self.sandbox.advance_clock(PROCESSING_S)

    @contextlib.contextmanager
    def in_the_tray(self):
        """OBS is there, and its window is not."""
        self.studio.desktop.click_tray_icon()
        try:
            yield
        finally:
            self.studio.desktop.click_tray_icon()

    def test_a_verdict_is_told_once_while_obs_is_in_the_tray_also_over_a_restart(self):
        self.post("what a raid", 2)
        with self.in_the_tray():
            self.let_tiktok_decide()
            self.wait_news("Notify.Published", "what a raid")
        self.studio.wait_published(posts=self.already + 1)
        self.studio.obs.quit()
        self.studio.start()
        self.dock.wait_sentence("Job.Published")
        self.studio.let_run(1)
        self.assertEqual(1, len(self.news()))

    def test_a_failure_is_told_with_its_reason(self):
        self.sandbox.inject("fail_reason", code="internal")
        self.post("bad luck", 3)
        with self.in_the_tray():
            self.let_tiktok_decide()
            self.wait_news("Notify.Failed", self.studio.texts["Error.tiktok_failed_inside"])

    def test_whoever_does_not_want_it_is_told_nothing(self):
        self.allow(False)
        self.addCleanup(self.allow, True)
        self.post("in silence", 4)
        with self.in_the_tray():
            self.let_tiktok_decide()
            self.studio.let_run(7)  # it is asked every five seconds
        self.dock.wait_sentence("Job.Published")
        self.assertEqual([], self.news())

    def test_a_countdown_is_told_to_whoever_does_not_see_it(self):
        self.sandbox.set_processing(0)
        toggle = self.studio.texts["AutoPublish.Toggle"]
        self.dock.press(toggle, "check box")
        dialog = self.dock.dialog(toggle)
        self.dock.wait_enabled("Who can view", "combo box", within=dialog).choose("Only me")
        self.dock.wait_enabled("Turn on", "button", within=dialog).press()
        self.dock.wait_sentence("AutoPublish.Armed")
        with self.in_the_tray():
            recording = self.studio.record_only()
            self.wait_news("Notify.CountingDown", recording.name)
        self.dock.press("Cancel", "button", timeout_s=20)
        self.dock.press(toggle, "check box")
        self.dock.put_clips_away()

    def allow(self, is_wanted):
        settings = self.dock.open_settings("Settings.PageClips")
        box = settings.wait(self.studio.texts["Settings.Notify"], "check box")
        if box.is_checked() != is_wanted:
            box.press()
        self.dock.wait_enabled("Save", "button", within=settings).press()
