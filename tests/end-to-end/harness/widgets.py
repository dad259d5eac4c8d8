"""Reads and clicks OBS's widgets through AT-SPI, exactly as a screen reader does."""

import re

from gi.repository import GLib

from .accessibility import ACTIONS, ANSWER_MS, CHILDREN, DESCRIPTION, NAME, RELATIONS, STATES, TEXT, Gone
from .waiting import wait_until

_CHECKED, _PRESSED, _ENABLED, _SHOWING = 4, 20, 24, 25  # bits of the states
_LABELLED_BY = 2
_SCREEN = 0
_MODAL_MS = 1500
_PRESSES = ("Press", "Toggle", "ShowMenu", "Trigger", "Click")

# Have nothing below them.
_LEAVES = ("label", "image", "check box", "list item", "column header", "scroll bar", "progress bar", "spin button", "grip")
_FIELDS = ("text", "password text", "spin button")  # have a text beside their name
_LABELLED = (*_FIELDS, "combo box")  # may go by the name of the label beside them
_REPEATED = ("button", "check box", "toggle button")  # may add what they are about: “Open: last second clutch”


class Widget:
    """One widget, or a part of the tree below it. What reads many widgets asks them all at once."""

    def __init__(self, bus, place, position=()):
        self._bus = bus
        self._place = place
        self._position = position  # the way to it from where a search began: which child of which child

    # What it says: nothing once it is gone

    @property
    def name(self):
        return self._names([self])[0]

    @property
    def role(self):
        return self._roles([self])[0]

    def description(self):
        """What is told of it beside its name: why it cannot be used, as a rule."""
        return self._ask(DESCRIPTION, [self])[0] or ""

    def is_showing(self):
        return self._have(_SHOWING, [self])[0]

    def is_still(self, name):
        """Whether it is there as it was found, and not gone with its program."""
        return self.name == name and self.is_showing()

    def is_enabled(self):
        return self._have(_ENABLED, [self])[0]

    def is_checked(self):
        return self._have(_CHECKED, [self])[0]

    def is_pressed(self):
        """A button does what it does a tenth of a second after a screen reader presses it, and is up again then."""
        return self._have(_PRESSED, [self])[0]

    def text(self):
        """An edit field's text; else the name."""
        return self._texts([self])[0]

    def label(self):
        """The name a person goes by: the label beside it, or its own."""
        return self._labels([self])[0]

    # What is below it

    def children(self):
        return self._below([self])

    def walk(self, hidden=False):
        """Every widget below, from top to bottom; hidden ones only when asked for."""
        found, level = [], [self]
        while level:
            level = self._below(level)
            if not hidden:
                level = [widget for widget, shows in zip(level, self._have(_SHOWING, level)) if shows]
            found += level
            level = [widget for widget, role in zip(level, self._roles(level)) if role not in _LEAVES]
        return sorted(found, key=lambda widget: widget._position)

    def find(self, label, *roles):
        """The first visible widget of this label, which is given in English, or None. Without roles, one that can be used
        wins over a plain label."""
        names = self._bus.names_of(label)
        about = re.compile(rf"({'|'.join(map(re.escape, names))})\s?[:：]")
        found = [widget for widget, its_label in self._labelled(roles)
                 if its_label in names or widget.role in _REPEATED and about.match(its_label)]
        return min(found, key=lambda widget: not roles and widget.role == "label", default=None)

    def find_like(self, pattern, *roles):
        """The first visible widget of these roles whose label matches, or None."""
        return next((widget for widget, label in self._labelled(roles) if pattern.search(label)), None)

    def wait(self, label, *roles, timeout_s=10):
        return wait_until(lambda: self.find(label, *roles), timeout_s,
                          lambda: f"a widget “{label}” is shown. Shown are:\n{self.outline()}")

    def texts(self):
        """Everything that can be read, from top to bottom."""
        return [words for words in self._texts(self.walk()) if words]

    def outline(self):
        widgets = [self, *self.walk()]
        lines = []
        for widget, role, text, enabled, checked in zip(widgets, self._roles(widgets), self._texts(widgets),
                                                        self._have(_ENABLED, widgets), self._have(_CHECKED, widgets)):
            depth = len(widget._position) - len(self._position)
            marks = ("" if enabled else " (disabled)") + (" (checked)" if checked else "")
            lines.append(f"{'  ' * depth}{role}: {text!r}{marks}")
        return "\n".join(lines)

    def options(self):
        """Of a combo box, also while it is closed."""
        items = [widget for widget in self.walk(hidden=True) if widget.role == "list item"]
        return self._names(items)

    # What a person does

    def press(self):
        actions = [name for name, _, _ in self._ask(ACTIONS, [self])[0] or ()]
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
        """Of a combo box: opens it and clicks the entry, where it has come to rest."""
        self.press()
        wait_until(lambda: self._entry(option), 3, lambda: f"“{self.label()}” offers “{option}”; it offers {self.options()}")
        places = []

        def rests():
            entry = self._entry(option)
            places.append(entry and entry.box())
            return entry if entry and places[-2:] == [places[-1]] * 2 else None

        wait_until(rests, 3, lambda: f"“{option}” rests").click()
        wait_until(lambda: self.name in self._bus.names_of(option) and not self._entry(option), 5,
                   lambda: f"“{option}” is chosen; it is “{self.name}”")

    def _entry(self, option):
        return self.find(option, "list item")

    def _do(self, interface, method, kind, value, timeout_ms=ANSWER_MS):
        return self._bus.call(self._place, f"org.a11y.atspi.{interface}", method, GLib.Variant(kind, (value,)), timeout_ms)

    # Of many widgets at once

    def _labelled(self, roles):
        widgets = [widget for widget in self.walk() if not roles or widget.role in roles]
        return list(zip(widgets, self._labels(widgets)))

    def _ask(self, question, widgets):
        return self._bus.ask(question, [widget._place for widget in widgets])

    def _roles(self, widgets):
        return self._bus.roles([widget._place for widget in widgets])

    def _names(self, widgets):
        return [name or "" for name in self._ask(NAME, widgets)]

    def _have(self, state, widgets):
        return [bool(states and states[0] >> state & 1) for states in self._ask(STATES, widgets)]

    def _below(self, widgets):
        return [Widget(self._bus, place, (*widget._position, i))
                for widget, places in zip(widgets, self._ask(CHILDREN, widgets)) for i, place in enumerate(places or ())]

    def _texts(self, widgets):
        fields = [widget for widget in widgets if widget.role in _FIELDS]
        texts = dict(zip(fields, self._ask(TEXT, fields)))
        others = [widget for widget in widgets if texts.get(widget) is None]
        texts.update(zip(others, self._names(others)))
        return [texts[widget] for widget in widgets]

    def _labels(self, widgets):
        fields = [widget for widget in widgets if widget.role in _LABELLED]
        beside = {}
        for field, relations in zip(fields, self._ask(RELATIONS, fields)):
            beside.update((field, Widget(self._bus, targets[0])) for kind, targets in relations or ()
                          if kind == _LABELLED_BY and targets)
        labels = dict(zip(beside, self._names(beside.values())))
        return [labels.get(widget) or name for widget, name in zip(widgets, self._names(widgets))]
