"""Remote control with the library that streamers' own pages use: obs-websocket-js from npm, in a browser."""

import shutil
import unittest

from harness.case import StudioTest
from harness.paths import SOURCE
from harness.waiting import wait_until

LIBRARY = SOURCE / "build/clients/node_modules/obs-websocket-js/dist/obs-ws.global.js"  # ./dev puts it there
PAGE = SOURCE / "tests/end-to-end/clients/page.html"


class Client(StudioTest):
    @classmethod
    def setUpClass(cls):
        if not LIBRARY.exists():
            raise unittest.SkipTest("left out: ./dev gets obs-websocket-js where npm is installed and reaches its registry")
        super().setUpClass()
        folder = cls.studio.folder / "page"
        folder.mkdir()
        for file in (LIBRARY, PAGE):
            shutil.copy2(file, folder)
        cls.studio.browser.visit((folder / PAGE.name).as_uri())
        cls.run_script("return obs.connect(arguments[0])", f"ws://127.0.0.1:{cls.studio.obs.port}")

    @classmethod
    def tearDownClass(cls):
        cls.run_script("return obs.disconnect()")  # an open client delays the end of OBS
        super().tearDownClass()

    @classmethod
    def run_script(cls, script, *arguments):
        return cls.studio.browser.run(script, *arguments)

    def ask(self, request, **data):
        return self.run_script("return ask(arguments[0], arguments[1])", request, data)

    def told(self, kind):
        """The data of each such event so far."""
        return [event["eventData"] for event in self.run_script("return told") if event["eventType"] == kind]

    def test_what_is_recorded_is_told_and_seen_and_changed(self):
        status = self.ask("GetStatus")
        self.assertTrue(status["ok"])
        self.assertEqual((True, self.sandbox.username), (status["account"]["connected"], status["account"]["username"]))
        self.studio.record()
        wait_until(lambda: self.told("ClipReady"), 20, "the page hears that the clip is ready")
        clip = self.told("ClipReady")[-1]
        self.assertEqual(clip["clip"], self.ask("GetClips")["clips"][-1]["clip"])
        self.assertEqual({"ok": True}, self.ask("EditClip", clip=clip["clip"], caption="by a page 👋"))
        wait_until(lambda: self.dock.wait("Caption", "text").text() == "by a page 👋", 5, "the caption is in the dock")
        self.assertEqual({"ok": False, "error": "not_allowed"}, self.ask("Publish", clip=clip["clip"]))
        self.assertEqual({"ok": False, "error": "bad_request", "field": "clip"}, self.ask("EditClip", clip="one"))

        self.dock.choose_privacy("Only me")
        self.dock.press("Post")
        self.studio.wait_published()
        wait_until(lambda: "published" in [job["stage"] for job in self.told("JobChanged")], 20, "the page hears of it")
        self.assertEqual(["published"], [job["stage"] for job in self.ask("GetJobs")["jobs"]])
