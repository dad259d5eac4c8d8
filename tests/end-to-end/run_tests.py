#!/usr/bin/env python3
"""Runs one class of end-to-end tests: run_tests.py --build build/trixie test_main_job.MainJob"""

import importlib
import shutil
import sys
import unittest

from harness.case import StudioTest
from harness.paths import Paths, parser

LEFT_OUT = 77  # as CMakeLists.txt tells ctest


class Result(unittest.TextTestResult):
    """A failure leaves a picture, OBS's log and the sandbox's record while the studio still stands."""

    running = None  # the class under test

    def addFailure(self, test, error):
        self._keep(test)
        super().addFailure(test, error)

    def addError(self, test, error):
        self._keep(test)
        super().addError(test, error)

    def _keep(self, test):
        studio = getattr(self.running, "studio", None)
        if studio is not None and studio.is_standing:
            folder = StudioTest.paths.output / "artifacts" / test.id()
            studio.keep(folder)
            self.stream.writeln(f"\nsee {folder}")


def main():
    arguments_parser = parser(__doc__)
    arguments_parser.add_argument("test", help="module.Class")
    arguments = arguments_parser.parse_args()
    StudioTest.paths = Paths(arguments.build)
    for kind in ("artifacts", "evidence"):
        for old in (StudioTest.paths.output / kind).glob(f"{arguments.test}*"):
            shutil.rmtree(old)

    module, name = arguments.test.split(".")
    Result.running = getattr(importlib.import_module(module), name)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Result.running)
    done = unittest.TextTestRunner(verbosity=2, resultclass=Result).run(suite)
    if done.skipped and not done.testsRun:
        return LEFT_OUT
    return 0 if done.wasSuccessful() and done.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
