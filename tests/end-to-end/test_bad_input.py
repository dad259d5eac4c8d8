"""Files and captions that cannot be posted: the dock says so, and nothing reaches TikTok."""

from harness import media
from harness.case import StudioTest


class BadInput(StudioTest):
    def file(self, name):
        folder = self.studio.folder / "files"
        folder.mkdir(exist_ok=True)
        return folder / name

    def refuses(self, file, key):
        before = file.stat()
        self.dock.choose_file(file)
        self.dock.wait_sentence(key)
        self.assertFalse(self.dock.find("Post", "button").is_enabled())
        self.assertEqual([], self.sandbox.requests("video_init"))
        after = file.stat()
        self.assertEqual((before.st_size, before.st_mtime_ns), (after.st_size, after.st_mtime_ns), "the file is untouched")

    def test_an_empty_file(self):
        file = self.file("empty.mp4")
        file.touch()
        self.refuses(file, "Error.file_empty")

    def test_a_text_named_mp4(self):
        file = self.file("letter.mp4")
        file.write_text("Dear TikTok,\n" * 1000)
        self.refuses(file, "Error.not_a_video")

    def test_an_mp4_that_lost_its_index(self):
        file = self.file("cut off.mp4")
        whole = media.repeat(media.make_clip(self.file("once.mp4")), self.file("index last.mp4"), 2)
        file.write_bytes(whole.read_bytes()[:whole.stat().st_size // 2])
        self.refuses(file, "Error.clip_truncated")

    def test_of_an_mp4_that_lost_its_end_the_rest_is_offered(self):
        file = self.file("half of it.mp4")
        whole = media.make_clip(self.file("whole.mp4"))
        file.write_bytes(whole.read_bytes()[:whole.stat().st_size // 2])
        self.studio.choose_clip(file)
        self.dock.wait_sentence("Check.container_cut")
        self.assertLess(float(media.probe(self.studio.prepared_files()[-1])["format"]["duration"]), 2)

    def test_a_file_of_five_gigabytes(self):
        self.refuses(media.grow(media.make_clip(self.file("huge.mp4")), 5_000_000_000), "Check.size_too_big")

    def test_a_caption_one_unit_too_long(self):
        self.studio.choose_clip(media.make_clip(self.file("fine.mp4")))
        full = "🎮 " + "Clutch " * 313 + "🎮🔥ab"  # an emoji is two units
        self.studio.fill_in(full, "Only me")
        self.dock.wait_enabled("Post", "button")
        self.dock.write_caption(full + "c")
        self.dock.wait_sentence("Reason.CaptionTooLong")
        self.assertFalse(self.dock.find("Post", "button").is_enabled())
        self.dock.wait_text(self.studio.texts.pattern("Counter.TooLong"))
        self.assertEqual([], self.sandbox.requests("video_init"))


class LongPath(StudioTest):
    def test_a_path_with_spaces_emoji_and_two_hundred_characters_is_posted(self):
        folder = self.studio.folder / "my best 🎮 clips"
        folder.mkdir()
        name = "what a save 🏆 " + "x" * 200
        file = media.make_clip(folder / f"{name[:196]}.mp4")
        self.assertEqual(200, len(file.name))

        self.studio.choose_clip(file)
        expected = media.sha256(self.studio.prepared_file(file))
        caption = "🏆 " + "What a save " * 183 + "!"  # all of TikTok's 2,200 units
        self.studio.fill_in(caption, "Only me")
        self.dock.press("Post")
        post = self.studio.wait_published()
        self.assertEqual(expected, post["sha256"])
        self.assertEqual(caption, post["title"])
