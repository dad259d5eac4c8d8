"""Reads and clicks OBS's widgets through AT-SPI, exactly as a screen reader does."""

import os
import re

from .processes import run
from .waiting import wait_until

_SHOWING, _ENABLED, _CHECKED = "SHOWING", "SENSITIVE", "CHECKED"
_ANSWER_MS, _MODAL_MS = 10000, 1500
_PRESSES = ("Press", "Toggle", "ShowMenu", "Trigger", "Click")


class Accessibility:
    """The connection to the accessibility bus of one desktop."""

    def __init__(self, desktop):
        os.environ.update({key: desktop.env[key] for key in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY")})
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        self.api = Atspi
        self._env = desktop.env
        self.gone = GLib.GError
        Atspi.init()
        Atspi.set_timeout(_ANSWER_MS, 0)
        self._desktop = Atspi.get_desktop(0)
        self._desktop.set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)  # all else changes

    def click(self, x, y):
        run("xdotool", "mousemove", x, y, "click", 1, env=self._env)

    def type_keys(self, *keys):
        run("xdotool", "key", *keys, env=self._env)

    def resize_window(self, title, width, height):
        found = run("xdotool", "search", "--name", f"^{re.escape(title)}$", env=self._env).split()
        run("xdotool", "windowmove", found[0], 0, 0, "windowsize", found[0], width, height, env=self._env)

    def application(self, pid):
        """The widgets of the program with this process id; None while it has none."""
        for i in range(self._desktop.get_child_count()):
            try:
                child = self._desktop.get_child_at_index(i)
                if child is not None and child.get_process_id() == pid:
                    return Widget(self, child)
            except self.gone:
                pass
        return None


class Widget:
    """One widget, or a part of the tree below it."""

    def __init__(self, bus, accessible):
        self._bus = bus
        self._it = accessible

    # What it says

    @property
    def name(self):
        return self._it.get_name() or ""

    @property
    def role(self):
        return self._it.get_role_name()

    @property
    def description(self):
        return self._it.get_description() or ""

    def is_showing(self):
        return self._has(_SHOWING)

    def is_still(self, name):
        """Whether it is there as it was found, and not gone with its program."""
        try:
            return self.name == name and self.is_showing()
        except self._bus.gone:
            return False

    def is_enabled(self):
        return self._has(_ENABLED)

    def is_checked(self):
        return self._has(_CHECKED)

    def text(self):
        """An edit field's text; else the name."""
        text = self._it.get_text_iface()
        if text is None:
            return self.name
        return self._bus.api.Text.get_text(text, 0, self._bus.api.Text.get_character_count(text))

    def label(self):
        """The name a person goes by: the label beside it, or its own."""
        for relation in self._it.get_relation_set():
            if relation.get_relation_type() == self._bus.api.RelationType.LABELLED_BY and relation.get_n_targets():
                return relation.get_target(0).get_name() or self.name
        return self.name

    # What is below it

    def children(self):
        for i in range(self._it.get_child_count()):
            child = self._it.get_child_at_index(i)
            if child is not None:
                yield Widget(self._bus, child)

    def walk(self, hidden=False):
        """Every widget below, from top to bottom; hidden ones only when asked for."""
        for child in self.children():
            if hidden or child.is_showing():
                yield child
                yield from child.walk(hidden)

    def find(self, label, *roles):
        """The first visible widget of this label, or None. Without roles, one that can be used wins over a plain label."""
        found = None
        try:
            for widget in self.walk():
                if roles and widget.role not in roles:
                    continue
                if widget.label() == label:
                    if roles or widget.role != "label":
                        return widget
                    found = found or widget
        except self._bus.gone:
            return None
        return found

    def wait(self, label, *roles, timeout_s=10):
        return wait_until(lambda: self.find(label, *roles), timeout_s,
                          lambda: f"a widget “{label}” is shown. Shown are:\n{self.outline()}")

    def texts(self):
        """Everything that can be read, from top to bottom."""
        try:
            return [words for words in (widget.text() for widget in self.walk()) if words]
        except self._bus.gone:
            return []

    def outline(self):
        lines = []

        def add(widget, depth):
            marks = "" if widget.is_enabled() else " (disabled)"
            marks += " (checked)" if widget.is_checked() else ""
            lines.append(f"{'  ' * depth}{widget.role}: {widget.text()!r}{marks}")
            for child in widget.children():
                if child.is_showing():
                    add(child, depth + 1)

        try:
            add(self, 0)
        except self._bus.gone:
            lines.append("(gone)")
        return "\n".join(lines)

    # What a person does

    def press(self):
        action = self._it.get_action_iface()
        names = [self._bus.api.Action.get_action_name(action, i) for i in range(action.get_n_actions())] if action else []
        wanted = next((name for name in _PRESSES if name in names), None)
        if wanted is None:
            raise AssertionError(f"{self.role} “{self.label()}” cannot be pressed: {names}, enabled: {self.is_enabled()}")
        self._bus.api.set_timeout(_MODAL_MS, 0)
        try:
            self._bus.api.Action.do_action(action, names.index(wanted))
        except self._bus.gone:
            pass  # a modal dialog it opened answers only when it is closed
        finally:
            self._bus.api.set_timeout(_ANSWER_MS, 0)

    def box(self):
        """x, y, width and height on the screen."""
        box = self._bus.api.Component.get_extents(self._it.get_component_iface(), self._bus.api.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def click(self):
        """With the mouse, in the middle."""
        x, y, width, height = self.box()
        self._bus.click(x + width // 2, y + height // 2)

    def write(self, text):
        self._bus.api.EditableText.set_text_contents(self._it.get_editable_text_iface(), text)

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
        wait_until(lambda: self.name == option and not self._entry(option), 5,
                   lambda: f"“{option}” is chosen; it is “{self.name}”")

    def _entry(self, option):
        return next((item for item in self.walk() if item.role == "list item" and item.name == option
                     and item.is_showing()), None)

    def options(self):
        return [widget.name for widget in self.walk(hidden=True) if widget.role == "list item"]

    def _has(self, state):
        return self._it.get_state_set().contains(getattr(self._bus.api.StateType, state))
