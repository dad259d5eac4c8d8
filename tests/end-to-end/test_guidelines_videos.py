"""TikTok's guidelines, tried with clips in the dock."""

from guidelines import Guidelines
from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class Videos(Guidelines, StudioTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.files = [media.make_clip(cls.studio.folder / f"{name}.mp4") for name in ("one", "two")]
        for file in cls.files:
            cls.studio.choose_clip(file)

    @property
    def form(self):
        return self.dock.root()

    def show_again(self):
        """The other of the two clips and this one are walked through."""
        ways = [self.dock.find(name, "button") for name in ("Previous clip", "Next clip")]
        next(way for way in ways if way.is_enabled()).press()

    def make_ready(self):
        """The clips are."""

    def make_new(self):
        """A clip that was not posted yet."""
        number = len(self.sandbox.posts())
        self.studio.choose_clip(media.make_clip(self.studio.folder / f"new {number}.mp4", seconds=4 + number))

    def reopen(self):
        self.dock.close()
        self.dock.open()

    def ways_to_show(self):
        return [self.show_again, self.reopen, lambda: self.studio.choose_clip(self.files[0])]

    def test_1d_a_clip_longer_than_the_account_may_post_is_kept_back(self):
        self.change_creator(max_video_post_duration_sec=2)
        self.dock.wait_sentence("Check.duration_too_long")
        self.cannot_post(self.studio.texts["Reason.ClipRefused"])

    def test_2a_the_title_is_the_creators_to_write(self):
        self.assertEqual("", self.dock.find("Caption", "text").text())
        self.dock.write_caption("mine")
        wait_until(lambda: self.dock.find("Caption", "text").text() == "mine", 5, "it is written")

    def test_5a_the_clip_is_shown_before_it_is_posted(self):
        picture = self.dock.wait("Preview of the clip", "image")
        _, top, width, height = picture.box()
        self.assertGreater(min(width, height), 40)
        self.assertLess(top + height, self.dock.find("Caption", "text").box()[1])
        file = self.studio.desktop.picture(self.studio.folder / "preview.png", picture.box())
        self.assertGreater(file.stat().st_size, 1000, "one colour takes less")
        self.dock.press("Edit…", "button")
        window = self.dock.dialog(self.studio.texts["Editor.WindowTitle"].replace("{name}", self.clip_name()))
        self.addCleanup(self.dock.close_dialog, window.name)
        self.dock.wait_enabled("Play", "button", within=window)

    def clip_name(self):
        """Of several, it stands in their list."""
        texts = self.dock.texts()
        return next(file.name for file in self.files if any(text.endswith(file.name) for text in texts))

    def test_5b_words_that_were_put_in_can_be_changed_before_posting(self):
        self.dock.write_caption("")
        self.dock.press("Insert into the caption", "button")
        name = self.clip_name().removesuffix(".mp4")
        self.dock.wait(f"Name of the clip: {name}", "menu item").press()
        caption = self.dock.find("Caption", "text")
        wait_until(lambda: caption.text() == name, 5, "it is put in")
        self.dock.write_caption(f"{name}, and mine")
        wait_until(lambda: caption.text() == f"{name}, and mine", 5, "it is changed")

    def test_5c_nothing_goes_to_tiktok_before_the_button_is_pressed(self):
        """Nor when OBS stops recording."""
        self.dock.put_clips_away()
        before = self.sent()
        self.studio.record()
        self.studio.fill_in("not yet", "Only me")
        self.dock.wait_enabled("Post", "button")
        self.studio.let_run(1)
        self.assertEqual(before, self.sent())

    def chosen(self, post):
        self.assertEqual((True, True, ""), (post["disable_duet"], post["disable_stitch"], post["title"]))
