"""Reads and clicks OBS's widgets by what they tell screen readers, and by what these do."""

import re

from gi.repository import GLib

from . import screen_reader
from .accessibility import ACTIONS, ANSWER_MS, Gone
from .tree import CHILDREN, EVERYTHING, SHOWING
from .waiting import wait_until

_SCREEN = 0
_MODAL_MS = 1500
_PRESSES = ("Press", "Toggle", "ShowMenu", "Trigger", "Click")

# Have nothing below them.
_LEAVES = ("label", "image", "check box", "list item", "column header", "scroll bar", "progress bar", "spin button", "grip")
_FIELDS = ("text", "password text", "spin button")  # have a text beside their name
_LABELLED = (*_FIELDS, "combo box")  # may go by the name of the label beside them
_REPEATED = ("button", "check box", "toggle button")  # may add what they are about: “Open: last second clutch”


class Widget:
    """One widget, or a part of the tree below it."""

    def __init__(self, bus, place):
        self._bus = bus
        self._place = place

    # What it says: nothing once it is gone

    @property
    def name(self):
        return self._facts().name

    @property
    def role(self):
        return self._bus.roles([self._place])[0]

    def description(self):
        """What is told of it beside its name: why it cannot be used, as a rule."""
        return self._facts().description

    def is_showing(self):
        return self._facts().is_showing

    def is_still(self, name):
        """Whether it is there as it was found, and not gone with its program."""
        facts = self._facts()
        return facts.name == name and facts.is_showing

    def is_enabled(self):
        return self._facts().is_enabled

    def is_checked(self):
        return self._facts().is_checked

    def is_pressed(self):
        """A button does what it does a tenth of a second after a screen reader presses it, and is up again then."""
        return self._facts().is_pressed

    def text(self):
        """An edit field's text; else the name."""
        return self._read().text

    def label(self):
        """The name a person goes by: the label beside it, or its own."""
        return self._read().label

    # What is below it

    def children(self):
        return [found.widget for found in self._read_below(CHILDREN)]

    def walk(self):
        """Every widget below that shows, from top to bottom."""
        return [found.widget for found in self._read_below()]

    def find(self, label, *roles):
        """The first visible widget of this label, which is given in English, or None. Without roles, one that can be used
        wins over a plain label."""
        names = self._bus.names_of(label)
        about = re.compile(rf"({'|'.join(map(re.escape, names))})\s?[:：]")
        found = [one for one in self._read_below() if (not roles or one.role in roles)
                 and (one.label in names or one.role in _REPEATED and about.match(one.label))]
        best = min(found, key=lambda one: not roles and one.role == "label", default=None)
        return best and best.widget

    def find_like(self, pattern, *roles):
        """The first visible widget of these roles whose label matches, or None."""
        return next((one.widget for one in self._read_below() if (not roles or one.role in roles)
                     and pattern.search(one.label)), None)

    def wait(self, label, *roles, timeout_s=10):
        return wait_until(lambda: self.find(label, *roles), timeout_s,
                          lambda: f"a widget “{label}” is shown. Shown are:\n{self.outline()}")

    def texts(self):
        """Everything that can be read, from top to bottom."""
        return [one.text for one in self._read_below() if one.text]

    def outline(self):
        return "\n".join(one.line() for one in [self._read(), *self._read_below()])

    def as_read(self):
        """It and what is below it: depth, role, name, whether it can be used and whether it is checked."""
        return [(one.depth, one.role, one.facts.name, one.facts.is_enabled, one.facts.is_checked)
                for one in [self._read(), *self._read_below()]]

    def as_heard(self):
        """The same, over the accessibility bus."""
        return screen_reader.read(self._bus, self._place)

    def options(self):
        """Of a combo box, also while it is closed."""
        return [one.facts.name for one in self._read_below(EVERYTHING) if one.role == "list item"]

    # What a person does

    def press(self):
        actions = [name for name, _, _ in self._bus.ask(ACTIONS, [self._place])[0] or ()]
        wanted = next((name for name in _PRESSES if name in actions), None)
        if wanted is None:
            raise AssertionError(f"{self.role} “{self.label()}” cannot be pressed: {actions}, enabled: {self.is_enabled()}")
        try:
            self._do("Action", "DoAction", "(i)", actions.index(wanted), timeout_ms=_MODAL_MS)
        except Gone:
            pass  # a modal dialog it opened answers only when it is closed

    def box(self):
        """x, y, width and height on the screen."""
        return self._do("Component", "GetExtents", "(u)", _SCREEN)

    def click(self):
        """With the mouse, in the middle."""
        x, y, width, height = self.box()
        self._bus.click(x + width // 2, y + height // 2)

    def drag_to(self, other):
        """With the mouse, from the middle to the other one's."""
        (x, y, width, height), (to_x, to_y, to_width, to_height) = self.box(), other.box()
        self._bus.drag(x + width // 2, y + height // 2, to_x + to_width // 2, to_y + to_height // 2)

    def click_all_over(self):
        """With the mouse, at every word: screen readers are told nothing of the links in a text."""
        self._bus.click_each(*self.box())

    def hover(self):
        """With the mouse, in the middle."""
        x, y, width, height = self.box()
        self._bus.hover(x + width // 2, y + height // 2)

    def write(self, text):
        self._do("EditableText", "SetTextContents", "(s)", text)

    def paste(self):
        """What was copied, in place of the field's text."""
        self.write("")
        self._do("EditableText", "PasteText", "(i)", 0)
        return self.text()

    def choose(self, option):
        """Of a combo box: opens it and clicks the entry, where it has come to rest. A list closes where its window becomes
        the active one only then: it is opened once more."""
        self.press()
        wait_until(lambda: self._entry(option), 3, lambda: f"“{self.label()}” offers “{option}”; it offers {self.options()}")
        places = []

        def rests():
            entry = self._entry(option)
            if entry is None:
                self.press()
                return None
            places.append(entry.box())
            return entry if places[-2:] == [places[-1]] * 2 else None

        wait_until(rests, 3, lambda: f"“{option}” rests").click()
        wait_until(lambda: self.name in self._bus.names_of(option) and not self._entry(option), 5,
                   lambda: f"“{option}” is chosen; it is “{self.name}”")

    def _entry(self, option):
        return self.find(option, "list item")

    def _do(self, interface, method, kind, value, timeout_ms=ANSWER_MS):
        return self._bus.call(self._place, f"org.a11y.atspi.{interface}", method, GLib.Variant(kind, (value,)), timeout_ms)

    # Reading

    def _facts(self):
        return self._bus.look_at([self._place])[0]

    def _read(self):
        return Read(self, self.role, self._facts())

    def _read_below(self, below=SHOWING):
        """What can be read of each widget below, from top to bottom, at one moment."""
        _, *facts = self._bus.look_at([self._place], below)
        program, path = self._place
        root = path.rpartition("/")[0]
        places = [(program, f"{root}/{one.number}") for one in facts]
        found, leaf_depth = [], None
        for place, role, one in zip(places, self._bus.roles(places), facts):
            if leaf_depth is not None and one.depth > leaf_depth:
                continue
            leaf_depth = one.depth if role in _LEAVES else None
            found.append(Read(Widget(self._bus, place), role, one))
        return found


class Read:
    """What could be read of a widget at one moment."""

    def __init__(self, widget, role, facts):
        self.widget = widget
        self.role = role
        self.facts = facts

    @property
    def depth(self):
        return self.facts.depth

    @property
    def text(self):
        return self.facts.name if self.role not in _FIELDS or self.facts.text is None else self.facts.text

    @property
    def label(self):
        return self.role in _LABELLED and self.facts.label or self.facts.name

    def line(self):
        marks = ("" if self.facts.is_enabled else " (disabled)") + (" (checked)" if self.facts.is_checked else "")
        return f"{'  ' * self.depth}{self.role}: {self.text!r}{marks}"
