"""What a streamer does with posts that are under way, and with those that are over."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class Poster:
    def choose(self, name, **clip):
        return self.studio.choose_clip(media.make_clip(self.studio.folder / name, **clip))

    def post(self, caption):
        self.already = len(self.sandbox.posts())
        self.studio.fill_in(caption, "Only me")
        self.dock.press("Post")


class SlowLine(Poster, StudioTest):
    def test_a_line_that_was_slow_is_warned_of_before_posting(self):
        self.sandbox.inject("slow_link", size_bytes=500_000)
        self.choose("slow.mp4", seconds=2, bitrate="10M")
        self.post("took its time")
        self.studio.wait_published(posts=self.already + 1)
        self.studio.choose_clip(media.grow(media.make_clip(self.studio.folder / "all night.mp4"), 3_900_000_000))
        self.dock.wait_sentence("Error.upload_may_take_too_long")
        self.assertEqual(self.already + 1, len(self.sandbox.posts()), "nothing was asked of TikTok yet")

    def test_an_upload_is_cancelled_and_never_published(self):
        clip = self.choose("oops.mp4", seconds=10, bitrate="20M")  # more than sockets hold
        self.sandbox.inject("slow_link", size_bytes=1_000_000, times=0)
        self.post("the wrong clip")
        self.dock.wait_text("/s")
        self.dock.press("Cancel", "button")
        self.dock.wait_sentence("Job.Cancelled")
        self.sandbox.clear_faults()
        self.studio.let_run(2)
        post = self.sandbox.posts()[-1]
        self.assertEqual("the wrong clip", post["title"])
        self.assertNotEqual("PUBLISH_COMPLETE", post["status"])
        self.assertLess(post["received_bytes"], clip.stat().st_size)
        self.assertEqual(self.already + 1, len(self.sandbox.posts()))


class Queue(Poster, StudioTest):
    broken_rules = ("duplicate_post",)  # on purpose, and only after it was asked about

    def listed(self):
        """The names of the posts in the dock, from top to bottom, without what earlier tests left there."""
        return [text for text in self.dock.texts() if text in ("first.mp4", "second.mp4", "third.mp4")]

    def published(self):
        """How many posts the dock says are published."""
        pattern = self.studio.texts.pattern("Job.Published")
        return sum(bool(pattern.search(text)) for text in self.dock.texts())

    def test_an_upload_is_paused_and_resumed(self):
        clip = self.choose("long.mp4", seconds=20, bitrate="20M")
        expected = media.sha256(self.studio.prepared_file(clip))
        self.sandbox.inject("slow_link", size_bytes=5_000_000, times=0)
        self.post("paused for the raid")
        self.dock.wait_text("/s")
        self.dock.press("Pause", "button")
        self.dock.wait_sentence("Job.Paused")
        self.sandbox.clear_faults()
        self.studio.let_run(2)
        self.assertNotEqual("PUBLISH_COMPLETE", self.sandbox.posts()[-1]["status"], "it rests")
        self.dock.press("Resume", "button")
        post = self.studio.wait_published(posts=self.already + 1)
        self.assertEqual((expected, 1), (post["sha256"], post["inits"]))

    def test_a_clip_that_was_posted_is_asked_about_and_found_in_the_history(self):
        self.choose("clutch.mp4")
        self.post("clutch of the day")
        self.studio.wait_published(posts=self.already + 1)
        self.dock.wait_sentence("Job.Published")
        self.studio.choose_clip(self.studio.folder / "clutch.mp4")
        self.post("once more")
        self.dock.wait_sentence("Error.posted_already")
        self.assertEqual(self.already, len(self.sandbox.posts()))
        published = self.published()
        self.dock.press("Post it again", "button")
        self.studio.wait_published(posts=self.already + 1)

        wait_until(lambda: self.published() == published + 1, 10, "the dock knows of the second post, too")
        self.dock.press("History…", "button")
        history = self.dock.dialog("History of posts")
        self.addCleanup(lambda: history.find("Close", "button").press())
        self.dock.wait_text("clutch of the day", within=history)
        search = history.wait("Search in caption, clip and account", "text")
        search.write("ONCE")

        def captions():
            return [text for text in self.dock.texts(history) if text in ("clutch of the day", "once more")]

        wait_until(lambda: captions() == ["once more"], 5, "the search narrows the list")
        self.dock.wait_text("@" + self.sandbox.username, within=history)
        history.wait("once more").click()
        self.dock.copy_link(within=history)
        self.assertEqual(f"{self.sandbox.base_url}/@{self.sandbox.username}", search.paste())

    def test_a_post_that_waits_is_moved_up(self):
        self.sandbox.inject("slow_link", size_bytes=500_000)
        already = len(self.sandbox.posts())
        for name, clip in (("first.mp4", {"seconds": 10, "bitrate": "20M"}), ("second.mp4", {"seconds": 4}),
                           ("third.mp4", {"seconds": 5})):
            self.choose(name, **clip)
            self.post(name)
            self.dock.wait_sentence("Clip.Empty")
        self.dock.press("Move down", "button")
        wait_until(lambda: self.listed() == ["first.mp4", "third.mp4", "second.mp4"], 5, "the list has the new order")
        self.sandbox.clear_faults()
        self.studio.wait_published(posts=already + 3)
        titles = [post["title"] for post in self.sandbox.posts()[already:]]
        self.assertEqual(["first.mp4", "third.mp4", "second.mp4"], titles)


class Refused(Poster, StudioTest):
    def test_a_post_refused_for_its_audience_is_edited_and_goes_out(self):
        clip = self.choose("raid.mp4")
        expected = media.sha256(self.studio.prepared_file(clip))
        self.sandbox.inject("error_code", endpoint="video_init", code="privacy_level_option_mismatch")
        self.studio.fill_in("what a raid", "Friends", allow=["comments"])
        self.dock.press("Post")
        self.dock.wait_sentence("Error.privacy_not_offered")
        self.sandbox.clear_faults()
        self.assertIsNone(self.dock.find("Retry", "button"), "the same would be refused again")

        self.dock.press("Edit", "button")
        self.dock.wait_enabled("Post", "button")
        self.assertEqual("what a raid", self.dock.find("Caption", "text").text())
        self.assertTrue(self.dock.find("Allow comments", "check box").is_checked())
        self.assertEqual("Friends", self.dock.find("Who can view", "combo box").name)
        self.dock.choose_privacy("Only me")
        self.dock.press("Post")
        post = self.studio.wait_published()
        self.assertEqual(("what a raid", "SELF_ONLY", False),
                         (post["title"], post["privacy_level"], post["disable_comment"]))
        self.assertEqual(expected, post["sha256"])
        self.assertEqual(1, sum(post["status"] == "PUBLISH_COMPLETE" for post in self.sandbox.posts()))
