"""Sees every command line on the machine while a test runs: what anybody could see with ps."""

import pathlib
import threading

_PERIOD_S = 0.1


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
        while not self._over.wait(_PERIOD_S):
            for process in pathlib.Path("/proc").glob("[0-9]*"):
                try:
                    line = (process / "cmdline").read_bytes()
                except OSError:
                    continue
                if line:
                    self._seen.add(line.replace(b"\0", b" ").decode(errors="replace"))
