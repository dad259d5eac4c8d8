"""A recording becomes an upright clip, through the widgets of the editor."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until

FRAME_S = 1 / 30


class Editor(StudioTest):
    def setUp(self):
        self.dock.put_clips_away()

    def open(self, clip):
        self.dock.press("Edit…", "button")
        title = self.studio.texts["Editor.WindowTitle"].replace("{name}", clip.name)
        window = self.dock.dialog(title)
        self.dock.wait_enabled("Use this clip", "button", within=window)
        return window

    def use(self, window):
        self.picture(window, "before it is used")
        self.dock.wait_enabled("Use this clip", "button", within=window).press()
        self.dock.wait("Whole clip", "button")
        self.dock.wait_sentence("Reason.NoPrivacy", timeout_s=150)

    def picture(self, window, name):
        folder = self.paths.output / "pictures" / self.name()
        folder.mkdir(parents=True, exist_ok=True)
        self.studio.let_run(0.7)  # until it is painted
        self.studio.desktop.picture(folder / f"{self._testMethodName}, {name}.png", window.box())

    def post(self, posts):
        """What was prepared, and the post that it became."""
        prepared = self.studio.prepared_files()[-1]
        what = media.probe(prepared)
        expected = media.sha256(prepared)
        self.studio.fill_in("last second clutch", "Everyone")
        self.dock.press("Post")
        post = self.studio.wait_published(posts=posts)
        self.assertEqual(expected, post["sha256"])
        return what

    def test_a_part_of_a_recording_is_turned_upright_and_posted(self):
        recording = self.studio.record(seconds=6)
        before = media.sha256(recording)
        posts = len(self.sandbox.posts())
        window = self.open(recording)
        window.wait("Beginning of the clip", "text").write("0:01.000")
        window.wait("End of the clip", "text").write("0:04.000")
        self.picture(window, "cut")
        window.wait("Vertical, cropped", "radio button").press()
        self.dock.wait_text("0:01.000 to 0:04.000", within=window)
        self.use(window)
        what = self.post(posts + 1)
        self.assertAlmostEqual(3, float(what["format"]["duration"]), delta=2 * FRAME_S)
        video = next(stream for stream in what["streams"] if stream["codec_type"] == "video")
        self.assertEqual(9 / 16, round(video["width"] / video["height"], 4))
        self.assertEqual(before, media.sha256(recording), "the recording is as OBS wrote it")

    def test_the_editor_closes_without_a_trace(self):
        recording = self.studio.choose_clip(media.make_clip(self.studio.folder / "left alone.mp4"))
        window = self.open(recording)
        window.wait("Vertical, camera over game", "radio button").press()
        self.picture(window, "camera over game")
        window.wait("Cancel", "button").press()
        wait_until(lambda: not window.is_showing(), 5, "the editor is closed")
        self.assertIsNone(self.dock.find("Whole clip", "button"))

    def test_the_last_seconds_are_one_click_away(self):
        clip = self.studio.choose_clip(media.make_clip(self.studio.folder / "long.mp4", seconds=34, rate=24))
        posts = len(self.sandbox.posts())
        self.dock.press("Last 30 s", "button")
        self.dock.wait_text("0:04 to 0:34")
        self.dock.wait_sentence("Reason.NoPrivacy", timeout_s=150)
        what = self.post(posts + 1)
        self.assertAlmostEqual(30, float(what["format"]["duration"]), delta=2 * FRAME_S)
        self.assertTrue(clip.exists())
