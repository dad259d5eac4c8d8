"""The accessibility bus of a desktop, by which a screen reader speaks to programs."""

import contextlib
import re

from gi.repository import Gio, GLib

from .drag import Drag
from .processes import run
from .tree import NOTHING, Tree
from .waiting import wait_until

ANSWER_MS = 10000
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
_DESKTOP = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")

# What can be asked of many objects in one go: interface, method, arguments.
NAME = ("org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (_ACCESSIBLE, "Name")))
ROLE = (_ACCESSIBLE, "GetRoleName", None)
STATES = (_ACCESSIBLE, "GetState", None)
CHILDREN = (_ACCESSIBLE, "GetChildren", None)
ACTIONS = ("org.a11y.atspi.Action", "GetActions", None)

_ROLES = {"push button": "button", "graphic": "image", "spin box": "spin button"}  # AT-SPI's names for what Qt calls otherwise


class Gone(Exception):
    """The object is no longer there, or its program does not answer."""


class Accessibility:
    """Objects are told apart by their place: their program's name on the bus, and the path within it. Speaks D-Bus itself:
    libatspi asks for one thing at a time. What is read again and again comes from within OBS, where that needs no message
    for each fact; screen_reader.py reads it over the bus."""

    def __init__(self, desktop, names_of):
        """`names_of`: of an English label, what it may be in OBS's language."""
        self.names_of = names_of
        self._env = desktop.env
        self._bus = _connect(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self._bus = _connect(self.call(("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress"))
        self._roles = {}
        self._runtime = desktop.runtime
        self._trees = {}

    def look_at(self, places, below=NOTHING):
        """Facts (tree.py) of objects of one program, and of what is below them."""
        tree = self._trees[places[0][0]]
        return tree.look_at([path.rpartition("/")[2] for _, path in places], below)

    def ask(self, question, places):
        """The answers of all these objects, for which all the questions are sent before the first is waited for. None from
        one that is gone."""
        answers = [None] * len(places)
        missing = len(places)

        def take(bus, result, i):
            nonlocal missing
            missing -= 1
            try:
                answers[i] = bus.call_finish(result).unpack()[0]
            except GLib.GError:
                pass

        for i, (program, path) in enumerate(places):
            self._bus.call(program, path, *question, None, Gio.DBusCallFlags.NONE, ANSWER_MS, None, take, i)
        while missing:
            GLib.MainContext.default().iteration(True)
        return answers

    def call(self, place, interface, method, arguments=None, timeout_ms=ANSWER_MS):
        try:
            answer = self._bus.call_sync(*place, interface, method, arguments, None, Gio.DBusCallFlags.NONE, timeout_ms, None)
        except GLib.GError as problem:
            raise Gone(f"{method} of {place}: {problem.message}") from None
        return answer.unpack()[0] if answer.n_children() else None

    def roles(self, places):
        """What they are. Each object is asked once: at most, a label that gets a picture would turn into an image."""
        new = [place for place in places if place not in self._roles]
        self._roles.update((place, _ROLES.get(role, role)) for place, role in zip(new, self.ask(ROLE, new)) if role)
        return [self._roles.get(place, "") for place in places]

    def application(self, pid):
        """The place of the program with this process id; None while it has none."""
        for program, path in self.ask(CHILDREN, [_DESKTOP])[0] or ():
            try:
                if self.call(_BUS, _BUS[0], "GetConnectionUnixProcessID", GLib.Variant("(s)", (program,))) == pid:
                    self._trees.setdefault(program, Tree(self._runtime / f"widgets-{pid}"))
                    return program, path
            except Gone:
                pass
        return None

    # What a person's hands do

    def click(self, x, y):
        """The mouse comes from elsewhere: a list that opens under a pointer at rest takes no notice of it."""
        run("xdotool", "mousemove", x - 9, y, "mousemove", x, y, "click", 1, env=self._env)

    def click_each(self, x, y, width, height):
        """In a grid as narrow as the lines of a text and its longer words."""
        spots = [(column, row) for row in range(y + 7, y + height, 14) for column in range(x + 10, x + width, 30)]
        run("xdotool", *(word for column, row in spots for word in ("mousemove", column, row, "click", 1)), env=self._env)

    def hover(self, x, y):
        """The mouse comes from elsewhere, where nothing explains itself any more, and rests: what it rests on does."""
        run("xdotool", "mousemove", 1, 1, "sleep", 0.5, "mousemove", x - 9, y, "mousemove", x, y, "mousemove_relative", "--", 1, 0, env=self._env)

    def drag(self, x, y, to_x, to_y):
        """With the mouse, within a window: pressed here, taken there in steps, and let go."""
        way = [(x + (to_x - x) * step // 4, y + (to_y - y) * step // 4) for step in range(5)]
        moves = [word for column, row in way for word in ("mousemove", column, row)]
        run("xdotool", *moves[:3], "mousedown", 1, *moves[3:], "mouseup", 1, env=self._env)

    def type_keys(self, *keys):
        run("xdotool", "key", *keys, env=self._env)

    def close_window(self, title):
        with contextlib.closing(Drag(self._env["DISPLAY"])) as drag:
            drag.ask_to_close(int(self._window(title)))

    def scroll(self, x, y, direction):
        """The wheel, far more than any page needs."""
        run("xdotool", "mousemove", x, y, "click", "--repeat", 40, "--delay", 2, 4 if direction == "up" else 5, env=self._env)

    def place_window(self, title, x, y, width, height):
        window = self._window(title)
        run("xdotool", "windowmove", window, x, y, "windowsize", window, width, height, "windowraise", window, env=self._env)

    def drop(self, title, x, y, addresses):
        with contextlib.closing(Drag(self._env["DISPLAY"])) as drag:
            return drag.drop(int(self._window(title)), x, y, addresses)

    def _window(self, title):
        def find():
            with contextlib.suppress(RuntimeError):  # another window went while they were looked through
                return run("xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(title)}$", env=self._env).split()[-1]

        return wait_until(find, 3, f"a window is called “{title}”")


def _connect(address):
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
