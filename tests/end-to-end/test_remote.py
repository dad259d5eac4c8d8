"""Direct Post without the mouse: obs-websocket's vendor and OBS's hotkeys."""

from harness.case import StudioTest
from harness.waiting import wait_until

TOGGLE = "Auto-publish after recording"


class Remote(StudioTest):
    options = {"replay": True}

    def setUp(self):
        self.already = len(self.sandbox.posts())

    def tearDown(self):
        self.dock.put_clips_away()

    def ask(self, request, **data):
        return self.studio.obs.ask("CallVendorRequest", vendorName="direct-post", requestType=request,
                                   requestData=data)["responseData"]

    def clips(self):
        return self.ask("GetClips")["clips"]

    def counts_down(self):
        return "countdown" in self.ask("GetStatus")["autoPublish"]

    def press(self, hotkey):
        self.studio.obs.ask("TriggerHotkeyByName", hotkeyName=hotkey)

    def agree_to_auto_publish(self):
        """And turn it off again: what was agreed to stays."""
        self.dock.press(TOGGLE, "check box")
        dialog = self.dock.dialog(TOGGLE)
        self.dock.wait_enabled("Who can view", "combo box", within=dialog).choose("Only me")
        dialog.wait("Caption", "text").write("by remote control")
        self.dock.wait_enabled("Turn on", "button", within=dialog).press()
        self.dock.wait_sentence("AutoPublish.Armed")
        self.dock.press(TOGGLE, "check box")
        wait_until(lambda: not self.ask("GetStatus")["autoPublish"]["armed"], 5, "auto-publish is off")

    def allow_posting(self):
        if self.ask("GetStatus")["mayPost"]:
            return
        settings = self.dock.open_settings("Settings.PageRemote")
        settings.wait(self.studio.texts["Settings.MayRemotePost"], "check box").press()
        self.dock.wait_enabled("Save", "button", within=settings).press()
        wait_until(lambda: self.ask("GetStatus")["mayPost"], 5, "remote control may post")

    def test_a_clip_is_seen_and_changed_and_not_posted_without_permission(self):
        self.studio.record_only()
        wait_until(lambda: [clip for clip in self.clips() if clip["stage"] == "ready"], 20, "the clip is ready")
        clip = self.clips()[-1]
        self.assertEqual(("recording", "Show"), (clip["origin"], clip["scene"]))
        self.assertTrue(self.ask("EditClip", clip=clip["clip"], caption="from afar")["ok"])
        wait_until(lambda: self.clips()[-1]["caption"] == "from afar", 5, "the caption is there")
        self.assertEqual("from afar", self.dock.wait("Caption", "text").text())
        self.assertEqual("not_allowed", self.ask("Publish", clip=clip["clip"])["error"])
        self.assertEqual({"ok": False, "error": "bad_request", "field": "clip"}, self.ask("EditClip", clip="one"))
        self.assertEqual(self.already, len(self.sandbox.posts()))

    def test_a_moment_marked_by_a_hotkey_becomes_a_clip(self):
        self.studio.obs.start_recording()
        self.studio.obs.wait_recorded(2)
        self.press("direct_post_mark")
        wait_until(lambda: self.ask("GetStatus")["recording"], 5, "it is being recorded")
        self.studio.obs.wait_recorded(3)
        self.studio.obs.stop_recording()
        wait_until(lambda: len(self.clips()) == 2, 20, "the recording and what was marked are at hand")
        whole, marked = self.clips()
        self.assertNotIn("endMs", whole)
        self.assertEqual(0, marked["startMs"])
        self.assertGreater(marked["endMs"], 1000)

    def test_a_mark_before_anything_runs_says_so(self):
        self.press("direct_post_mark")
        self.dock.wait_sentence("Error.nothing_to_mark")
        self.assertEqual("not_now", self.ask("Mark")["error"])
        self.dock.press("OK", "button")

    def test_with_permission_a_clip_is_posted_by_what_was_agreed_to(self):
        self.agree_to_auto_publish()
        self.allow_posting()
        self.studio.record_only()
        wait_until(lambda: [clip for clip in self.clips() if clip["mayBePosted"]], 20, "the clip may be posted")
        self.assertTrue(self.ask("Publish")["ok"])
        wait_until(lambda: self.counts_down(), 10, "it counts down")
        self.assertTrue(self.ask("Cancel")["ok"])
        wait_until(lambda: not self.counts_down(), 5, "it was cancelled")
        self.press("direct_post_post_last_clip")
        self.dock.press("Post now", "button", timeout_s=10)
        post = self.studio.wait_published(posts=self.already + 1, timeout_s=30)
        self.assertEqual(("by remote control", "SELF_ONLY", 1), (post["title"], post["privacy_level"], post["inits"]))
        wait_until(lambda: "published" in [job["stage"] for job in self.ask("GetJobs")["jobs"]], 20, "it is told")

    def test_with_permission_a_clip_is_sent_as_a_draft_that_nothing_was_agreed_to_for(self):
        self.allow_posting()
        self.studio.record_only()
        wait_until(lambda: [clip for clip in self.clips() if not clip["draftObstacle"]], 20, "the clip may be sent")
        self.assertTrue(self.ask("SendDraft")["ok"])
        wait_until(lambda: "sent_to_inbox" in [job["stage"] for job in self.ask("GetJobs")["jobs"]], 30, "it is told")
        self.assertEqual(["draft"], [post["kind"] for post in self.sandbox.posts()[self.already:]])
        self.assertEqual(1, self.ask("GetStatus")["pendingDrafts"])
