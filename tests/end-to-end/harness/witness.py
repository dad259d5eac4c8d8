"""Sees every command line on the machine while a test runs: what anybody could see with ps."""

import os
import threading

_PERIOD_S = 0.1
_NEW_LOOKS = 20  # a process soon has the command line that it keeps: from then on each is looked at now and then
_OLD_EACH = 20


class Witness:
    def __init__(self):
        self._seen = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self):
        """The command lines, each once."""
        self._over.set()
        self._thread.join()
        return sorted(self._seen)

    def _watch(self):
        looks = {}
        while not self._over.wait(_PERIOD_S):
            for process in filter(str.isdigit, os.listdir("/proc")):
                looks[process] = count = looks.get(process, 0) + 1
                if count <= _NEW_LOOKS or count % _OLD_EACH == 0:
                    self._look_at(process)

    def _look_at(self, process):
        try:
            with open(f"/proc/{process}/cmdline", "rb") as file:
                line = file.read()
        except OSError:
            return  # it is gone
        if line:
            self._seen.add(line.replace(b"\0", b" ").decode(errors="replace"))
