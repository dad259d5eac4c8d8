"""A clip for the inbox of the TikTok app, and what the dock says of it."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class Drafts(StudioTest):
    def clip(self, number):
        return self.studio.choose_clip(media.make_clip(self.studio.folder / f"draft {number}.mp4", seconds=1 + number))

    def send(self, number):
        """Without any choice: nobody has to say who can view a draft."""
        self.clip(number)
        self.assertFalse(self.dock.find("Post", "button").is_enabled())
        self.dock.press("Send as a draft", "button")
        self.wait_in_inbox(number)

    def wait_in_inbox(self, count):
        def delivered():
            found = [post for post in self.sandbox.posts() if post["status"] == "SEND_TO_USER_INBOX"]
            return found if len(found) == count else None

        found = wait_until(delivered, 20, lambda: f"{count} drafts in the inbox:\n{self.sandbox.describe()}")
        wait_until(lambda: len(self.rows()) == count, 10, lambda: f"the dock says so:\n{self.dock.root().outline()}")
        return found

    def rows(self):
        return [text for text in self.dock.texts() if self.studio.texts.pattern("Job.SentToInbox").search(text)]

    def test_five_clips_go_to_the_inbox_and_the_sixth_waits_for_its_creator(self):
        file = self.clip(1)
        expected = media.sha256(self.studio.prepared_file(file))
        self.dock.write_caption("last second clutch 🎮 #speedrun")
        self.dock.press("Send as a draft", "button")
        post = self.wait_in_inbox(1)[0]
        self.assertEqual((expected, "draft", ""), (post["sha256"], post["kind"], post["title"]))
        self.assertEqual([], self.sandbox.requests("video_init"), "a draft is no post")

        copy = self.dock.wait_enabled("Copy caption", "button")
        copy.press()
        wait_until(lambda: not copy.is_pressed(), 5, "the caption is copied")
        self.dock.press("History…", "button")
        history = self.dock.dialog("History of posts")
        self.assertEqual("last second clutch 🎮 #speedrun",
                         history.wait("Search in caption, clip and account", "text").paste())
        history.find("Close", "button").press()

        for number in range(2, 6):
            self.send(number)
        self.clip(6)
        self.dock.wait_sentence("Reason.TooManyDrafts")
        self.assertFalse(self.dock.find("Send as a draft", "button").is_enabled())
        self.assertEqual(5, len(self.sandbox.posts()), "TikTok was not asked for a sixth")
