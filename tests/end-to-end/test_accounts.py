"""Several accounts: each clip goes to the one that was current when it was posted, and to no other."""

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until

TOM = {"open_id": "open-tom", "username": "tomplays", "nickname": "Tom Plays"}


class Accounts(StudioTest):
    def setUp(self):
        self.nia = f"@{self.sandbox.username}"
        self.sandbox.change_creator(**TOM)

    def post(self, name, **clip):
        self.studio.choose_clip(media.make_clip(self.studio.folder / f"{name}.mp4", **clip))
        self.studio.fill_in(name, "Only me")
        self.dock.press("Post", "button")
        self.dock.wait_sentence("Clip.Empty")

    def posted(self):
        """Which account got which clip."""
        return {post["title"]: post["username"] for post in self.sandbox.posts() if post["status"] == "PUBLISH_COMPLETE"}

    def add_tom_in_the_browser(self):
        """As TikTok's page shows each time, although the browser has just agreed for Nia."""
        self.dock.menu(self.studio.texts["Account.Add"])
        self.studio.browser.visit(self.studio.browser.next_link())
        page = self.studio.browser.text()
        self.assertIn("Continue as", page)
        self.assertIn("Tom Plays", page)
        self.studio.browser.run(f"document.querySelector('input[value=\"{TOM['open_id']}\"]').click()")
        self.studio.browser.click("Authorize")
        self.dock.wait_text("Tom Plays")

    def test_each_clip_goes_to_its_account_also_when_one_is_removed(self):
        self.add_tom_in_the_browser()
        self.dock.wait_text("@tomplays")
        self.post("toms clip", seconds=2)
        self.studio.switch_to(self.nia, self.sandbox.nickname)
        self.post("nias clip", seconds=3)
        wait_until(lambda: len(self.posted()) == 2, 30, lambda: f"both are posted: {self.sandbox.describe()}")
        self.assertEqual({"toms clip": "tomplays", "nias clip": self.sandbox.username}, self.posted())
        self.dock.forget_finished_posts()

        # Tom is removed while his post waits for Nia's.
        self.sandbox.inject("slow_link", size_bytes=1_000_000, times=0)
        self.post("nias raid", seconds=10, bitrate="20M")
        self.dock.wait_text("/s")
        self.studio.switch_to("@tomplays", "Tom Plays")
        self.post("toms wait", seconds=4)
        self.studio.switch_to(self.nia, self.sandbox.nickname)
        self.dock.wait_text("to @tomplays")
        self.studio.disconnect_one("@tomplays")
        wait_until(lambda: len(self.sandbox.requests("revoke")) == 1, 10, "TikTok knows it")
        self.sandbox.clear_faults()
        self.dock.wait_sentence("Error.other_account", timeout_s=30)
        wait_until(lambda: "nias raid" in self.posted(), 30, "Nia's is posted all the same")

        # What was to be Tom's is posted as Nia's, once she has chosen anew who can view it.
        self.dock.press("Edit", "button")
        self.dock.wait_sentence("Reason.NoPrivacy")
        self.dock.choose_privacy("Only me")
        self.dock.press("Post", "button")
        wait_until(lambda: "toms wait" in self.posted(), 30, lambda: f"it is posted: {self.sandbox.describe()}")
        self.assertEqual({"toms clip": "tomplays", "nias clip": self.sandbox.username, "nias raid": self.sandbox.username,
                          "toms wait": self.sandbox.username}, self.posted())
