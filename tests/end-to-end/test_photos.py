"""Photo posts: pictures that TikTok fetches from the creator's own website."""

from harness.case import StudioTest


class Photos(StudioTest):
    options = {"website": True, "tls": False}  # the sandbox may also be plain http on this computer

    def setUp(self):
        self.already = len(self.sandbox.posts())
        self.dock.press("Photos…")
        self.form = self.dock.dialog("Post photos")

    def write(self, *names):
        addresses = "\n".join(f"{self.studio.website.url}/{name}" for name in names)
        self.form.wait("Photo addresses, one per line", "text").write(addresses)

    def press_post(self):
        self.dock.wait_enabled("Post photos", "button", within=self.form).press()

    def test_two_pictures_with_title_and_description(self):
        self.write("one.jpg", "two.jpg")
        self.form.wait("Title", "text").write("Two pictures")
        self.form.wait("Description", "text").write("of the same show 📷")
        self.dock.wait_enabled("Who can view", "combo box", within=self.form).choose("Only me")
        self.press_post()
        post = self.studio.wait_published(posts=self.already + 1)
        self.assertEqual("photo", post["kind"])
        self.assertEqual([f"{self.studio.website.url}/{name}" for name in ("one.jpg", "two.jpg")], post["urls"])
        self.assertEqual(("Two pictures", "of the same show 📷"), (post["title"], post["description"]))
        self.assertEqual(("SELF_ONLY", True), (post["privacy_level"], post["disable_comment"]))
        self.assertEqual((0, False), (post["photo_cover_index"], post["is_aigc"]))
        self.assertGreater(post["stored_bytes"], 0, "TikTok fetched them")
        self.assertEqual(1, post["inits"])

    def test_cover_and_comments_are_the_creators_choice(self):
        self.write("one.jpg", "two.jpg")
        cover = self.form.wait("Cover photo", "spin button")
        cover.write("2")
        self.assertEqual("2", cover.text())
        self.dock.wait_enabled("Allow comments", "check box", within=self.form).press()
        self.dock.wait_enabled("Who can view", "combo box", within=self.form).choose("Everyone")
        self.press_post()
        post = self.studio.wait_published(posts=self.already + 1)
        self.assertEqual((1, "PUBLIC_TO_EVERYONE", False),
                         (post["photo_cover_index"], post["privacy_level"], post["disable_comment"]))

    def test_an_address_that_leads_on_is_refused_before_tiktok_hears_of_it(self):
        before = len(self.sandbox.requests("content_init"))
        self.write("one.jpg", "moved.jpg")
        self.dock.wait_enabled("Who can view", "combo box", within=self.form).choose("Only me")
        self.press_post()
        self.dock.wait_sentence("Error.photo_url_redirects", within=self.dock.application())
        self.assertEqual(before, len(self.sandbox.requests("content_init")))
