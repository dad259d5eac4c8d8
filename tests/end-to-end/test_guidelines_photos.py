"""TikTok's guidelines, tried with photos in the form that is theirs."""

from guidelines import INTERACTIONS, Guidelines
from harness.case import StudioTest
from harness.waiting import wait_until


class Photos(Guidelines, StudioTest):
    options = {"website": True, "tls": False}  # the sandbox may also be plain http on this computer
    interactions = INTERACTIONS[:1]
    button = "Post photos"

    dialog = None

    def is_open(self):
        """It closes by itself when its post is made."""
        return self.dialog is not None and self.dialog.is_still("Post photos")

    @property
    def form(self):
        if not self.is_open():
            self.open()
        return self.dialog

    def open(self):
        self.dock.press("Photos…")
        type(self).dialog = self.dock.dialog("Post photos")

    def show_again(self):
        if self.is_open():
            self.dock.close_dialog("Post photos")
        self.open()

    def make_ready(self):
        self.form.wait("Photo addresses, one per line", "text").write(f"{self.studio.website.url}/one.jpg")

    make_new = make_ready

    def ways_to_show(self):
        return [self.show_again]

    def test_2a_the_title_is_the_creators_to_write(self):
        for name in ("Title", "Description"):
            field = self.form.wait(name, "text")
            self.assertEqual("", field.text())
            field.write("mine")
            wait_until(lambda: field.text() == "mine", 5, "it is written")

    def test_5b_words_that_were_put_in_can_be_changed_before_posting(self):
        for name in ("Title", "Description"):
            field = self.form.wait(name, "text")
            field.write("mine")
            field.write("mine, changed")
            wait_until(lambda: field.text() == "mine, changed", 5, "it is changed")

    def test_5c_nothing_goes_to_tiktok_before_the_button_is_pressed(self):
        before = self.sent()
        self.make_ready()
        self.privacy().choose("Only me")
        self.dock.wait_enabled("Post photos", "button", within=self.form)
        self.studio.let_run(1)
        self.assertEqual(before, self.sent())

    def chosen(self, post):
        self.assertEqual([f"{self.studio.website.url}/one.jpg"], post["urls"])
