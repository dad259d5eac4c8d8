"""What another plugin records in the same OBS, by outputs of its own: here the tests' module does (OtherRecorder)."""

import re
from pathlib import Path

from harness.case import StudioTest
from harness.waiting import wait_until


class OtherOutputs(StudioTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(cls.studio.desktop.env["XDG_RUNTIME_DIR"]) / "other-recorder"
        cls.folder.mkdir()

    def setUp(self):
        self.dock.put_clips_away()

    def record_elsewhere(self, seconds=3):
        (self.folder / "record").touch()
        self.studio.let_run(seconds)
        (self.folder / "record").unlink()

    def is_at_hand(self, name):
        self.dock.wait_text(re.compile(f"^{re.escape(name)}$"), timeout_s=20)
        self.assertEqual([], self.dock.clips(), "it is alone")

    def allow(self, kind, is_wanted):
        settings = self.dock.open_settings("Settings.PageClips")
        box = settings.wait(self.studio.texts[kind], "check box")
        if box.is_checked() != is_wanted:
            box.press()
            self.dock.wait_enabled("Save", "button", within=settings).press()
        else:
            settings.find("Cancel", "button").press()

    def test_1_its_recording_is_a_clip_named_after_its_output_beside_obss_own(self):
        (self.folder / "record").touch()
        own = self.studio.record_only(seconds=3)
        (self.folder / "record").unlink()
        both = {own.name, "Vertical Record: vertical-1.mkv"}
        wait_until(lambda: {*self.dock.clips()} == both, 20, lambda: f"both are there: {self.dock.clips()}")

    def test_2_it_is_posted_like_any_other(self):
        self.record_elsewhere()
        self.is_at_hand("Vertical Record: vertical-2.mkv")
        self.dock.wait_sentence("Reason.NoPrivacy", timeout_s=30)  # while OBS lags, preparation waits
        self.studio.fill_in("from a canvas of its own", "Only me")
        self.dock.press("Post")
        self.assertEqual("from a canvas of its own", self.studio.wait_published()["title"])

    def test_3_its_replays_are_clips_too(self):
        (self.folder / "replays").touch()
        self.studio.let_run(3)
        (self.folder / "save").touch()
        replay = wait_until(lambda: next(self.folder.glob("Backtrack*.mkv"), None), 10, "it is saved")
        self.is_at_hand(f"Vertical Backtrack: {replay.name}")

    def test_4_switched_off_it_is_left_alone_and_obss_own_recordings_arrive(self):
        self.allow("Settings.OtherOutputs", False)
        (self.folder / "record").touch()
        own = self.studio.record_only(seconds=3)
        (self.folder / "record").unlink()
        self.studio.let_run(2)
        self.is_at_hand(own.name)
        self.allow("Settings.OtherOutputs", True)
