"""The frame of every end-to-end test: one studio per class, and what must hold at the end of each run of OBS."""

import re
import time
import unittest

from .studio import Studio

LONGEST_EXIT_S = 3


class StudioTest(unittest.TestCase):
    """`options` are Studio's. `connected`: begin with a connected account. `broken_rules`: TikTok's rules that this class
    breaks on purpose, by the sandbox's names."""

    options = {}
    connected = True
    broken_rules = ()
    paths = None  # set by run.py
    studio = None

    @classmethod
    def setUpClass(cls):
        cls.studio = Studio(cls.paths, **cls.options)
        cls.addClassCleanup(cls.studio.close)
        cls.studio.start()
        if cls.connected:
            cls.studio.connect_quickly()

    @classmethod
    def tearDownClass(cls):
        studio = cls.studio
        began = time.monotonic()
        code = studio.obs.quit()
        took_s = time.monotonic() - began
        studio.testify(cls.paths.output / "evidence" / cls.name())

        complaints = slow_tasks(studio.obs.log())
        if code != 0:
            complaints.append(f"OBS ended with {code}")
        if took_s > LONGEST_EXIT_S:
            complaints.append(f"OBS took {took_s:.1f} s to quit")
        if studio.obs.leaks() != 0:  # a run without the plugin has none either
            complaints.append(f"OBS counted {studio.obs.leaks()} memory leaks")
        complaints += [f"TikTok's rule {broken['rule']} was broken: {broken['detail']}"
                       for broken in studio.sandbox.violations() if broken["rule"] not in cls.broken_rules]
        if complaints:
            studio.keep(cls.paths.output / "artifacts" / cls.name())
            raise AssertionError("\n".join(complaints))

    @classmethod
    def name(cls):
        return f"{cls.__module__}.{cls.__name__}"

    @property
    def dock(self):
        return self.studio.dock

    @property
    def sandbox(self):
        return self.studio.sandbox


UI_TASK_BUDGET_MS = 5
FORGIVEN_WAIT_MS = 50


def slow_tasks(log):
    """OBS's log names our tasks that kept the UI thread for more than 5 ms. What a task computes is its own. Waiting is
    forgiven once per task: on a machine whose processors are all busy, the holder of a lock waits for one itself. Opening
    the toolkit's file dialog is not ours to speed up, and nobody opens it without asking for it."""
    complaints, forgiven = [], set()
    for line, computing_ms, waiting_ms, task in re.findall(
            r"(UI task took [\d.]+ ms \(([\d.]+) computing, ([\d.]+) waiting\): (.*))", log):
        if "chooseFileButton" in task:
            continue
        is_wait = float(computing_ms) <= UI_TASK_BUDGET_MS and float(waiting_ms) <= FORGIVEN_WAIT_MS
        if not is_wait or task in forgiven:
            complaints.append(line)
        forgiven.add(task)
    return complaints
