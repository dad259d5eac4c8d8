"""The frame of every end-to-end test: one studio per class, and what must hold at the end of each run of OBS."""

import collections
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
FORGIVEN_ONCE_MS = 20
FORGIVEN_TIMES = 2  # of one task in one run of OBS
FORGIVEN_WAIT_MS = 50  # of one task in one run of OBS
# What the toolkit takes to make a window is not ours to speed up, and nobody opens one without asking for it: its file
# dialog, and the window of one of our dialogs (OpenDialog.cpp).
MAKES_A_WINDOW = re.compile(r"chooseFileButton|portion 2 of (historyDialog|photoForm|presetDialog|settingsDialog)")


def slow_tasks(log):
    """OBS's log names our tasks that kept the UI thread for more than 5 ms. What a task computes is its own, and what is
    slow is slow every time: a hiccup or two of a machine that others use too are none of its doing. A little waiting is
    forgiven: on a machine whose processors are all busy, the holder of a lock waits for one itself."""
    slow, computed_ms, waited_ms = [], collections.defaultdict(list), collections.Counter()
    for line, computing_ms, waiting_ms, task in re.findall(
            r"(UI task took [\d.]+ ms \(([\d.]+) computing, ([\d.]+) waiting\): (.*))", log):
        if not MAKES_A_WINDOW.search(task):
            slow.append((line, task))
            computed_ms[task].append(float(computing_ms))
            waited_ms[task] += float(waiting_ms)

    def is_ours(task):
        over_ms = [ms for ms in computed_ms[task] if ms > UI_TASK_BUDGET_MS]
        return len(over_ms) > FORGIVEN_TIMES or max(over_ms, default=0) > FORGIVEN_ONCE_MS or waited_ms[task] > FORGIVEN_WAIT_MS

    return [line for line, task in slow if is_ours(task)]
