"""Waiting for something to become true, with an end to the patience."""

import os
import time

POLL_S = 0.1
PATIENCE = float(os.environ.get("DIRECT_POST_PATIENCE", "1"))  # more than 1 on a machine that is busy with other things


class Timeout(AssertionError):
    """What was waited for did not happen."""


def wait_until(condition, timeout_s, what, poll_s=POLL_S):
    """Returns the first truthy value of condition(). `what` names it for the failure, and may be a function. At least half
    of the time is left to what is waited for."""
    timeout_s *= PATIENCE
    end = time.monotonic() + timeout_s
    while True:
        began = time.monotonic()
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Timeout(f"after {timeout_s:g} s still not: {what() if callable(what) else what}")
        time.sleep(max(poll_s, time.monotonic() - began))
