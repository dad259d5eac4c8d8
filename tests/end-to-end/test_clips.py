"""Clips that were not recorded a moment ago: chosen, or dragged here from a file manager."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class Clips(StudioTest):
    def setUp(self):
        self.dock.put_clips_away()

    def make(self, *names):
        return [media.make_clip(self.studio.folder / name, seconds=1) for name in names]

    def are_at_hand(self, *names):
        wait_until(lambda: self.dock.clips() == [*names], 10, lambda: f"all are there: {self.dock.clips()}")

    def test_several_files_chosen_at_once_are_all_at_hand(self):
        self.dock.choose_file(*self.make("a.mp4", "b.mp4", "c.mp4"))
        self.are_at_hand("a.mp4", "b.mp4", "c.mp4")

    def test_several_files_dropped_together_are_all_at_hand(self):
        files = self.make("d.mp4", "e.mp4", "f.mp4")
        self.assertTrue(self.dock.drop(*[file.as_uri() for file in files]))
        self.are_at_hand("d.mp4", "e.mp4", "f.mp4")
        self.assertTrue(all(file.exists() for file in files), "they are not moved")

    def test_a_folder_or_a_web_address_dropped_says_why_it_cannot_be_posted(self):
        self.dock.drop(self.studio.folder.as_uri())
        self.dock.wait_sentence("Drop.Folder")
        self.dock.drop("https://example.com/clip.mp4")
        self.dock.wait_sentence("Drop.Web")
        self.assertIsNone(self.dock.find("Put away", "button"))
