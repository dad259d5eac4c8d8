"""The list of posts: before there is one, as a file for spreadsheets, and for a report."""

import csv
import re

from harness import media
from harness.case import StudioTest
from harness.waiting import wait_until


class List(StudioTest):
    def test_1_before_the_first_post_the_dock_says_how_one_gets_there(self):
        self.dock.wait_sentence("Clip.Empty")
        self.dock.wait_sentence("Job.None")

    def test_2_the_history_is_exported_with_a_row_per_post(self):
        caption = "GG, she said \"clutch\" 👋"
        for number, words in enumerate((caption, "another one"), 1):
            self.studio.choose_clip(media.make_clip(self.studio.folder / f"raid {number}.mp4", seconds=1 + number))
            self.studio.fill_in(words, "Only me")
            self.dock.press("Post")
            self.studio.wait_published(posts=number)
        wait_until(lambda: not self.dock.says(self.studio.texts.pattern("Job.Processing")), 20, "the dock knows it")
        self.assertFalse(self.dock.says(self.studio.texts["Job.None"]))

        history = self.open_history()
        self.dock.wait_text("another one", within=history)
        file = self.export(history, "all.csv")
        first = {"kind": "video", "state": "published", "clip": "raid 1.mp4", "caption": caption,
                 "account": self.sandbox.username, "audience": "SELF_ONLY"}
        rows = self.rows(file)
        self.assertEqual(["another one", caption], [row["caption"] for row in rows])
        self.assertEqual(first, {name: rows[1][name] for name in first})
        self.assertRegex(rows[1]["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")

        history.wait("Search in caption, clip and account", "text").write("clutch")
        wait_until(lambda: "another one" not in self.dock.texts(history), 5, "the search narrows the list")
        self.assertEqual([caption], [row["caption"] for row in self.rows(self.export(history, "found.csv"))])
        history.find("Close", "button").press()

    def test_3_an_export_that_cannot_be_written_says_so(self):
        history = self.open_history()
        self.dock.export_history(history, "/proc/all.csv")
        self.dock.wait_sentence("Error.history_not_exported", within=history)
        history.find("Close", "button").press()

    def test_4_the_diagnostics_say_what_a_report_needs_and_nothing_secret(self):
        self.sandbox.inject("fail_reason", code="internal")
        self.studio.choose_clip(media.make_clip(self.studio.folder / "bad luck.mp4", seconds=5))
        self.studio.fill_in("my own words", "Only me")
        self.dock.press("Post")
        self.dock.wait_sentence("Error.tiktok_failed_inside", timeout_s=30)
        self.studio.choose_clip(media.make_clip(self.studio.folder / "next.mp4", seconds=6))
        settings = self.dock.open_settings()
        settings.wait(self.studio.texts["Settings.CopyDiagnostics"], "button").press()
        self.dock.wait_sentence("Settings.DiagnosticsCopied", within=settings)
        settings.find("Cancel", "button").press()
        text = self.dock.wait("Caption", "text").paste()
        self.dock.said.add(text)  # it is searched for secrets with all the rest
        self.assertIn(f"OBS {self.studio.obs.version()}", text)
        self.assertIn("in the sandbox", text)
        self.assertRegex(text, r"post \d+: video, failed, .* error tiktok_failed_inside \(\w+\), log id \w+")
        for word in ("my own words", "bad luck", self.sandbox.username, str(self.studio.folder),
                     self.sandbox.environment["TIKTOK_CLIENT_KEY"], *self.sandbox.secrets()):
            self.assertNotIn(word, text)
        self.dock.put_clips_away()

    def test_5_a_post_that_waits_is_dragged_to_its_place(self):
        self.dock.forget_finished_posts()
        self.dock.pull_out()
        self.dock.resize(600, 800)  # all of them are in sight
        already = len(self.sandbox.posts())
        self.sandbox.inject("slow_link", size_bytes=500_000)
        self.addCleanup(self.sandbox.clear_faults)
        for number, name in enumerate(("first", "second", "third"), 7):
            bitrate = {"bitrate": "20M"} if number == 7 else {}
            self.studio.choose_clip(media.make_clip(self.studio.folder / f"{name}.mp4", seconds=number, **bitrate))
            self.studio.fill_in(name, "Only me")
            self.dock.press("Post")
            self.dock.wait_sentence("Clip.Empty")
        self.dock.wait("second", "label").drag_to(self.dock.wait("third", "label"))

        def waiting():
            return [text for text in self.dock.texts() if text in ("second", "third")]

        wait_until(lambda: waiting() == ["third", "second"], 5, "the list has the new order")
        self.sandbox.clear_faults()
        self.studio.wait_published(posts=already + 3, timeout_s=60)
        self.assertEqual(["first", "third", "second"], [post["title"] for post in self.sandbox.posts()[already:]])

    def open_history(self):
        self.dock.press("History…", "button")
        history = self.dock.dialog(self.studio.texts["History.Title"])
        self.dock.wait_enabled(self.studio.texts["History.Export"], "button", within=history)
        return history

    def export(self, history, name):
        file = self.studio.folder / name
        self.dock.export_history(history, file)
        self.dock.wait_text(re.compile(re.escape(str(file)) + "$"), within=history)
        return file

    @staticmethod
    def rows(file):
        """As a spreadsheet reads them."""
        with open(file, encoding="utf-8-sig", newline="") as table:
            return list(csv.DictReader(table, strict=True))
