"""Auto-publish: armed by hand, counted down, and never more than once."""

from harness import media
from harness.case import StudioTest


class AutoPublish(StudioTest):
    def arm(self):
        if self.dock.says(self.studio.texts["AutoPublish.Armed"]):
            return
        self.dock.press("Auto-publish after recording")
        dialog = self.dock.application().wait("Turn on", "button")
        self.dock.choose_privacy("Only me")
        dialog.press()

    def test_a_recording_is_posted_after_the_countdown(self):
        self.arm()
        recording = self.studio.record()
        expected = media.sha256(self.studio.prepared_file(recording))
        self.dock.wait("Post now", "button").press()
        post = self.studio.wait_published()
        self.assertEqual(expected, post["sha256"])
        self.assertEqual(1, post["inits"])
