#!/usr/bin/env python3
"""Runs one class of end-to-end tests: run.py --module … --data … --sandbox … --output … test_main_job.MainJob"""

import importlib
import shutil
import sys
import unittest
import warnings

from harness import paths
from harness.case import StudioTest


class Result(unittest.TextTestResult):
    """A failure leaves a picture, OBS's log and the sandbox's record while the studio still stands."""

    def addFailure(self, test, error):
        self._keep(test)
        super().addFailure(test, error)

    def addError(self, test, error):
        self._keep(test)
        super().addError(test, error)

    def _keep(self, test):
        studio = getattr(test, "studio", None) or getattr(StudioTest.running, "studio", None)
        if studio is not None:
            folder = StudioTest.paths.output / "artifacts" / test.id()
            studio.keep(folder)
            self.stream.writeln(f"see {folder}")


def main():
    parser = paths.parser(__doc__)
    parser.add_argument("test", help="module.Class")
    arguments = parser.parse_args()
    module, name = arguments.test.split(".", 1)
    StudioTest.paths = paths.from_arguments(arguments)
    for kind in ("artifacts", "evidence"):
        for old in (StudioTest.paths.output / kind).glob(f"{arguments.test}*"):
            shutil.rmtree(old)
    warnings.simplefilter("ignore", DeprecationWarning)  # libatspi's own

    StudioTest.running = getattr(importlib.import_module(module), name)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(StudioTest.running)
    done = unittest.TextTestRunner(verbosity=2, resultclass=Result, failfast=False).run(suite)
    return 0 if done.wasSuccessful() and done.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
