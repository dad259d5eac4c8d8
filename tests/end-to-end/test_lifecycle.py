"""OBS starts and ends as if the plugin were not there."""

import contextlib
import fcntl
import json
import re
import signal

from harness import media
from harness.case import StudioTest
from harness.obs import Obs
from harness.paths import SOURCE
from harness.waiting import wait_until

LONGEST_LOAD_MS = 20


class Lifecycle(StudioTest):
    connected = False

    def test_this_is_the_obs_that_the_readme_says_was_tried(self):
        major = self.studio.obs.version().split(".")[0]
        tested = json.loads((SOURCE / "buildspec.json").read_text())["obs"]["tested"]
        self.assertEqual(tested[self.paths.suite], major, "buildspec.json names what each of Debian's suites has")
        row = re.search(rf"\| Debian [^|]*, OBS {major} \(", (SOURCE / "README.md").read_text())
        self.assertTrue(row, "README.md names it in the table of what was tried")

    def test_nothing_is_sent_before_the_account_is_connected(self):
        self.studio.record_only(1)
        self.dock.wait_sentence("Reason.NotConnected")
        self.assertEqual([], self.sandbox.requests())

    def test_the_very_first_start_complains_of_nothing(self):
        for sentence in ("Error.clips_elsewhere", "Error.clips_not_stored", "Error.clips_unreadable"):
            self.assertFalse(self.dock.says(self.studio.texts.pattern(sentence)), sentence)

    def test_the_module_loads_within_its_budget_and_leaks_nothing(self):
        studio = self.studio
        bare = Obs(studio.desktop, settings="bare")
        bare.start()
        bare.quit()
        quickest_ms = min(self.load_ms() for _ in range(3))  # whatever else the machine has to do
        self.assertLess(quickest_ms, LONGEST_LOAD_MS)
        self.assertLessEqual(studio.obs.leaks(), bare.leaks())
        studio.start()

    def load_ms(self):
        """Of the start that is under way, or of a new one; ends it."""
        if not self.studio.obs.is_running():
            self.studio.start()
        self.studio.obs.quit()
        return float(re.search(r"obs_init_module\(direct-post\.so\): ([\d.]+)\s*ms", self.studio.obs.log())[1])

    def test_the_dock_is_shown_beside_the_picture_and_stays_there(self):
        self.dock.root()
        self.studio.obs.quit()
        self.studio.start()
        self.dock.wait("Choose a file…", "button")

    def test_the_dock_can_be_closed_and_opened_again(self):
        self.dock.close()
        self.dock.open()
        self.dock.wait("Choose a file…", "button")

    def test_the_tools_menu_opens_the_dock_that_was_closed(self):
        self.dock.close()
        self.dock.open_from_tools()
        self.dock.wait("Choose a file…", "button")

    def test_no_dialog_locks_obs_or_keeps_it_from_closing(self):
        self.dock.menu(self.studio.texts["Settings"])
        self.dock.dialog(self.studio.texts["Settings.Title"])
        self.dock.application().wait("Start Recording").click()
        wait_until(lambda: self.studio.obs.ask("GetRecordStatus")["outputActive"], 5, "OBS records")
        self.studio.obs.stop_recording()
        self.studio.obs.quit()
        self.studio.start()


@contextlib.contextmanager
def on_a_dead_disk(file):
    """Whoever opens it waits, as on a share whose server is gone: by a lease, which the system asks back before."""
    before = signal.signal(signal.SIGIO, signal.SIG_IGN)  # which says that somebody waits
    with open(file, "r+b") as held:
        fcntl.fcntl(held, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        yield
    signal.signal(signal.SIGIO, before)


class DeadDisk(StudioTest):
    def test_a_disk_that_does_not_answer_keeps_obs_neither_from_running_nor_from_closing(self):
        studio = self.studio
        file = media.make_clip(studio.folder / "on a share.mp4")
        with on_a_dead_disk(file):
            self.dock.choose_file(file)
            self.dock.wait_text("on a share.mp4")
            self.dock.write_caption("What a save!")
            studio.obs.quit()  # fails where it has to be killed
            self.assertIn("work on a recording does not end", studio.obs.log())
        studio.start()
        studio.wait_clip(file)
