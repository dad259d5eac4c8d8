"""What OBS's widgets say of themselves, read by the tests' module in OBS: many at once (obs-module/AccessibleTree.hpp)."""

import json
import socket
from typing import NamedTuple

NOTHING, CHILDREN, SHOWING, EVERYTHING = range(4)  # of what is below an object
ANSWER_S = 10


class Facts(NamedTuple):
    """Of one object: as the module tells them, in this order."""
    number: str
    depth: int
    is_showing: bool
    is_enabled: bool
    is_checked: bool
    is_pressed: bool
    name: str
    description: str
    text: str | None  # of an edit field
    label: str | None  # beside it


GONE = Facts("", 0, False, False, False, False, "", "", None, None)


class Tree:
    """Of one run of OBS. Says nothing any more once that has ended, or does not answer."""

    def __init__(self, address):
        self._address = str(address)
        self._stream = None

    def look_at(self, numbers, below=NOTHING):
        """The facts of each, and of what is below them; GONE in the place of what is no longer there."""
        try:
            return [Facts(*facts) if facts else GONE for facts in json.loads(self._ask({"of": numbers, "below": below}))]
        except (OSError, ValueError):
            self._stream = None
            return [GONE] * len(numbers)

    def _ask(self, question):
        if self._stream is None:
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(ANSWER_S)
            connection.connect(self._address)
            self._stream = connection.makefile("rw", encoding="utf-8", newline="\n")
        self._stream.write(json.dumps(question) + "\n")
        self._stream.flush()
        return self._stream.readline()
