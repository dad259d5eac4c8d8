"""The whole way: log in, record, post, see it published."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class MainJob(StudioTest):
    connected = False

    def test_a_recording_made_in_obs_is_posted_from_the_dock(self):
        studio = self.studio
        studio.connect()
        recording = studio.record(seconds=3)
        before = media.sha256(recording)
        prepared = studio.prepared_file(recording)
        expected = media.sha256(prepared)
        self.assertEqual(media.stream_hashes(recording), media.stream_hashes(prepared), "nothing was lost or re-encoded")

        studio.fill_in("last second clutch 🎮 #speedrun", "Everyone", allow=["comments"])
        wait_until(lambda: self.dock.root().as_read() == self.dock.root().as_heard(), 5,
                   lambda: f"a screen reader hears what the tests read: {self.dock.root().as_heard()}")
        self.dock.press("Post")
        post = studio.wait_published()

        self.assertEqual(expected, post["sha256"])
        self.assertEqual("last second clutch 🎮 #speedrun", post["title"])
        self.assertEqual("PUBLIC_TO_EVERYONE", post["privacy_level"])
        self.assertEqual((False, True, True), (post["disable_comment"], post["disable_duet"], post["disable_stitch"]))
        self.assertEqual(1, post["inits"])
        self.assertEqual(0, post["received_twice_bytes"])
        self.assertEqual(before, media.sha256(recording), "the original is as OBS wrote it")

        self.dock.press("Open", "button")
        self.assertEqual(self.published_link(), studio.browser.next_link())
        self.dock.unfold_post("Job.Published")
        self.dock.copy_link()
        self.dock.press("History…", "button")
        field = self.dock.dialog("History of posts").wait("Search in caption, clip and account", "text")
        self.assertEqual(self.published_link(), field.paste())
        wait_until(lambda: not studio.prepared_files(), 5, "the prepared file is gone")

    def published_link(self):
        return wait_until(lambda: self.sandbox.posts()[-1]["link"], 10, "the post has a link")


class SecondPost(StudioTest):
    def setUp(self):
        self.dock.put_clips_away()

    def test_two_recordings_are_two_posts_in_their_order(self):
        for number in (1, 2):
            self.studio.record()
            self.studio.fill_in(f"take {number}", "Only me")
            self.dock.press("Post")
            self.studio.wait_published(posts=number)
        self.assertEqual(["take 1", "take 2"], [post["title"] for post in self.sandbox.posts()])

    def test_another_clip_has_a_caption_and_choices_of_its_own(self):
        self.studio.choose_clip(media.make_clip(self.studio.folder / "for all.mp4"))
        self.studio.fill_in("what a day", "Everyone", allow=["comments"])
        asked = len(self.sandbox.requests("creator_info"))
        self.sandbox.change_creator(privacy_level_options=["FOLLOWER_OF_CREATOR", "SELF_ONLY"], duet_disabled=True)
        self.addCleanup(self.sandbox.change_creator, privacy_level_options=[], duet_disabled=False)

        self.studio.choose_clip(media.make_clip(self.studio.folder / "private joke.mp4"))  # waits until the dock asks
        self.assertEqual(asked + 1, len(self.sandbox.requests("creator_info")))
        self.offers("Followers", "Only me")
        self.assertFalse(self.dock.find("Allow duet", "check box").is_enabled())
        self.assertFalse(self.dock.find("Allow comments", "check box").is_checked())
        self.assertFalse(self.dock.find("Post", "button").is_enabled())
        self.assertEqual("", self.dock.find("Caption", "text").text())

        self.dock.write_caption("only for some")
        self.dock.press("Previous clip", "button")
        self.dock.wait_text("for all.mp4")
        self.assertEqual("what a day", self.dock.find("Caption", "text").text())
        self.assertTrue(self.dock.find("Allow comments", "check box").is_checked())
        self.dock.press("Next clip", "button")
        self.dock.wait_text("private joke.mp4")
        self.assertEqual("only for some", self.dock.find("Caption", "text").text())

    def test_nothing_is_chosen_before_the_creator_chooses(self):
        self.studio.record()
        self.assertFalse(self.dock.find("Post", "button").is_enabled())
        for box in ("Allow comments", "Allow duet", "Allow stitch"):
            self.assertFalse(self.dock.find(box, "check box").is_checked(), box)
        self.assertEqual("", self.dock.find("Caption", "text").text())
        self.offers("Everyone", "Friends", "Only me")

    def offers(self, *audiences):
        """And has chosen none of them."""
        box = self.dock.find("Who can view", "combo box")
        self.assertEqual([*audiences], box.options())
        self.assertNotIn(box.name, audiences)

    def test_the_dock_says_that_this_is_a_sandbox(self):
        self.dock.wait_text(self.sandbox.base_url)
