"""OBS is killed in the middle; the post is made once all the same."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class Restart(StudioTest):
    def post_clip(self, name, **clip):
        file = self.studio.choose_clip(media.make_clip(self.studio.folder / name, **clip))
        self.expected = media.sha256(self.studio.prepared_file(file))
        self.already = len(self.sandbox.posts())
        self.studio.fill_in(name, "Only me")
        self.dock.press("Post")

    def published_after_restart(self, name):
        self.studio.obs.kill()
        self.sandbox.clear_faults()
        self.studio.start()

        def published():
            return [post for post in self.sandbox.posts()[self.already:] if post["status"] == "PUBLISH_COMPLETE"]

        wait_until(published, 30, lambda: f"{name} is published:\n{self.sandbox.describe()}")
        self.dock.wait_sentence("Job.Published", timeout_s=30)
        posts = published()
        self.assertEqual([name], [post["title"] for post in posts])
        self.assertEqual(self.expected, posts[0]["sha256"])

    def test_killed_in_the_middle_of_the_upload(self):
        self.sandbox.inject("slow_link", size_bytes=5_000_000)
        self.post_clip("half.mp4", seconds=20, bitrate="20M")
        wait_until(lambda: self.sandbox.posts()[self.already:] and self.dock.says("/s"), 10, "bytes are on their way")
        self.published_after_restart("half.mp4")

    def test_killed_while_tiktok_works_on_it(self):
        self.sandbox.set_processing(15)
        self.post_clip("sent.mp4")
        self.dock.wait_sentence("Job.Processing", timeout_s=20)
        inits = len(self.sandbox.requests("video_init"))
        self.published_after_restart("sent.mp4")
        self.assertEqual(inits, len(self.sandbox.requests("video_init")), "it is asked about, not sent again")


class ClipsAtHand(StudioTest):
    def stored(self, words):
        """Whether what OBS would find after a power cut has these words."""
        files = self.studio.obs.settings.glob("plugin_config/direct-post/clips*.json")
        return any(words in file.read_text() for file in files)

    def test_killed_with_three_clips_and_half_a_caption_all_of_it_is_there_again(self):
        names = ["one.mp4", "two.mp4", "three.mp4"]
        for name in names:
            self.studio.choose_clip(media.make_clip(self.studio.folder / name))
            if name == "two.mp4":
                self.studio.fill_in("half a capt", "Friends", allow=["comments"])
        wait_until(lambda: self.stored("half a capt") and self.stored("three.mp4"), 5, "it is on the disk")
        self.studio.obs.kill()
        self.studio.start()

        self.studio.wait_connected()
        wait_until(lambda: self.dock.clips() == names, 15, lambda: f"the clips are there: {self.dock.clips()}")
        self.studio.wait_clip(self.studio.folder / "three.mp4")
        self.assertEqual("", self.dock.find("Caption", "text").text())
        self.dock.press("Previous clip", "button")
        self.dock.wait_enabled("Post", "button")
        self.assertEqual("half a capt", self.dock.find("Caption", "text").text())
        self.assertEqual("Friends", self.dock.find("Who can view", "combo box").name)
        self.assertTrue(self.dock.find("Allow comments", "check box").is_checked())
        self.dock.press("Post")
        post = self.studio.wait_published()
        self.assertEqual(("half a capt", "MUTUAL_FOLLOW_FRIENDS"), (post["title"], post["privacy_level"]))
        self.assertEqual(media.sha256(self.studio.folder / "two.mp4"), post["sha256"])
