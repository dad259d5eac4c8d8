"""The Direct Post dock, by the words a streamer reads on it."""

import re
import time

from .waiting import wait_until
from .widgets import Widget

TITLE = "Direct Post"
PLACE = (900, 20)  # on the screen, once it is pulled out
FRAME_PX = 60  # no window manager puts more around it


class Dock:
    """Finds everything in it anew each time; the dock itself, for which all of OBS's window is searched, once a start."""

    def __init__(self, bus, obs, texts):
        self._bus = bus
        self._obs = obs
        self._texts = texts
        self._root = None
        self._is_pulled_out = False
        self.said = set()  # everything that was ever read off it

    # Looking

    def application(self):
        place = wait_until(lambda: self._bus.application(self._obs.pid), 10, "OBS is on the accessibility bus")
        return Widget(self._bus, place)

    def root(self, timeout_s=10):
        if self._root is None or not self._root.is_still(TITLE):
            self._root = self.application().wait(TITLE, "frame", "panel", timeout_s=timeout_s)
        return self._root

    # `within` is the dock, or one of its dialogs.

    def find(self, label, *roles, within=None):
        return (within or self.root()).find(label, *roles)

    def wait(self, label, *roles, timeout_s=10):
        return self.root().wait(label, *roles, timeout_s=timeout_s)

    def wait_enabled(self, label, *roles, timeout_s=10, within=None):
        def enabled():
            widget = self.find(label, *roles, within=within)
            return widget if widget and widget.is_enabled() else None

        return wait_until(enabled, timeout_s, lambda: f"“{label}” can be used:\n{(within or self.root()).outline()}")

    def texts(self, within=None):
        texts = (within or self.root()).texts()
        self.said.update(texts)
        return texts

    def wait_text(self, words, timeout_s=10, within=None):
        """A text that contains the words (or matches the pattern), wherever. Returns it."""
        def look():
            return next((text for text in self.texts(within) if _fits(words, text)), None)

        return wait_until(look, timeout_s, lambda: f"the dock says {words!r}. It says:\n{(within or self.root()).outline()}")

    def wait_sentence(self, key, timeout_s=10, within=None):
        """The locale's sentence of this key, whatever its placeholders hold."""
        return self.wait_text(self._texts.pattern(key), timeout_s, within)

    def says(self, words):
        return any(_fits(words, text) for text in self.texts())

    def dialog(self, title, timeout_s=5):
        return self.application().wait(title, "dialog", timeout_s=timeout_s)

    def close_dialog(self, title):
        self._bus.close_window(title)
        wait_until(lambda: not any(child.name == title and child.is_showing() for child in self.application().children()), 5,
                   lambda: f"“{title}” is closed")

    def window(self):
        """OBS's main window."""
        return next(child for child in self.application().children() if child.name.startswith("OBS "))

    def pull_out(self):
        """From OBS's window into one of its own, which can have any size."""
        docked = self.root().box()
        self.root().find("Float", "button").press()
        wait_until(lambda: self.root().box() != docked, 5, "the dock is a window")
        self._is_pulled_out = True

    def resize(self, width, height):
        """Once it is pulled out. The size is that of what is in it, without its title."""
        def content():
            return max((child.box() for child in self.root().children()), key=lambda box: box[2] * box[3])

        _, _, outer_width, outer_height = self.root().box()
        _, _, inner_width, inner_height = content()
        x, y = PLACE
        self._bus.place_window(TITLE, x, y, width + outer_width - inner_width, height + outer_height - inner_height)

        def is_placed():
            left, top, _, _ = self.root().box()
            return content()[2:] == (width, height) and max(abs(left - x), abs(top - y)) < FRAME_PX

        wait_until(is_placed, 5, lambda: f"the dock has its place and size, not {content()}")

    def scroll(self, direction):
        """To an end of the page. Whether anything moved."""
        def places():
            return [widget.box()[1] for widget in self.root().walk()]

        before = places()
        x, y, _, height = self.root().box()
        self._bus.scroll(x + 3, y + height // 3, direction)
        time.sleep(0.2)
        return places() != before

    # Doing

    def press(self, label, *roles, timeout_s=10):
        self.wait_enabled(label, *(roles or ("button", "check box", "toggle button")), timeout_s=timeout_s).press()

    def close(self):
        """As a dock is closed; OBS asks the first time."""
        application = self.application()
        self.root().find("Close", "button").press()

        def questions():
            return [child for child in application.children() if child.role.startswith("alert")]

        def answered():
            """OBS says where it can be found, once it is gone."""
            buttons = [question.find(label, "button") for question in questions() for label in ("OK", "Yes")]
            for button in filter(None, buttons):
                button.press()
            return any(buttons)

        wait_until(answered, 5, "OBS has said where a closed dock is found")
        wait_until(lambda: not questions() and application.find(TITLE, "frame", "panel") is None, 5, "the dock is closed")

    def open(self):
        """In OBS's menu, with the mouse: pressed by a screen reader's way, the menu would stay open."""
        application = self.application()
        application.find("Docks", "menu item").click()
        application.wait(TITLE, "check menu item", "menu item").click()
        self.root()

    def wait_post(self, sentence):
        """The line of the newest post that says this sentence of the locale."""
        pattern = self._texts.pattern(sentence)
        return wait_until(lambda: self.root().find_like(pattern, "check box"), 10,
                          lambda: f"a post says {sentence}:\n{self.root().outline()}")

    def unfold_post(self, sentence):
        """Shows the rest of what its row says."""
        self.wait_post(sentence).press()

    def open_from_tools(self):
        """Likewise, by OBS's Tools menu."""
        application = self.application()
        application.find("Tools", "menu item").click()
        application.wait(TITLE, "menu item").click()
        self.root()

    def forget_finished_posts(self):
        if self.find("Clear finished", "button"):
            self.press("Clear finished", "button")
            wait_until(lambda: not self.find("Clear finished", "button"), 5, "they are gone")

    def copy_link(self, within=None):
        button = self.wait_enabled("Copy link", "button", within=within)
        button.press()
        wait_until(lambda: not button.is_pressed(), 5, "the link is copied")

    def write_caption(self, text):
        self.wait_enabled("Caption", "text").write(text)

    def choose_privacy(self, option):
        self.wait_enabled("Who can view", "combo box").choose(option)

    def choose_file(self, *files):
        """One or several, through the file dialog."""
        self.press("Choose a file…")
        chooser = self.application().wait(self._texts["Clip.Choose"], "dialog", "file chooser")
        names = " ".join(f'"{file}"' for file in files) if len(files) > 1 else str(files[0])
        chooser.wait("File name:", "text").write(names)
        chooser.wait("Open", "button").press()

    def export_history(self, history, file):
        """Through the file dialog of the history that is open."""
        label = self._texts["History.Export"]
        self.wait_enabled(label, "button", within=history).press()
        chooser = self.application().wait(label, "dialog", "file chooser")
        chooser.wait("File name:", "text").write(str(file))
        chooser.wait("Save", "button").press()

    def drop(self, *addresses):
        """Dragged here from another program and let go. Whether the dock took it."""
        x, y, width, height = self.root().box()
        window = TITLE if self._is_pulled_out else self.window().name
        return self._bus.drop(window, x + width // 2, y + height // 2, addresses)

    def clips(self):
        """The names of the clips at hand, oldest first, where there are several."""
        rows = self.root().find_like(self._texts.pattern("Clip.Place"), "combo box")
        place = self._texts.pattern("Clip.Place")
        return [re.split(r"\s?[:：]\s?", row, maxsplit=1)[1] for row in rows.options() if place.search(row)] if rows else []

    def put_clips_away(self):
        """All that are at hand: the form is empty then."""
        def put_one_away():
            button = self.find("Put away", "button")
            if button and button.is_enabled():  # not while the clip is being posted
                button.press()
            return button is None

        wait_until(put_one_away, 10, lambda: f"no clip is at hand:\n{self.root().outline()}")

    def menu(self, entry):
        """An entry of the account's menu."""
        self.open_menu("Account and settings")
        self.wait(entry, "menu item").press()

    def open_settings(self, page="Settings.PageApp"):
        """On this page of them."""
        self.menu(self._texts["Settings"])
        settings = self.dialog(self._texts["Settings.Title"])
        settings.wait(self._texts[page], "list item").click()
        return settings

    def account_menu(self):
        """Opens it: its entries by what they say, separators left out."""
        menu = self.open_menu("Account and settings")
        entries = [child for child in menu.children() if child.name]
        self.said.update(child.name for child in entries)
        return {child.name: child for child in entries}

    def choose_in_account_menu(self, fits):
        """The first entry whose words fit."""
        entries = self.account_menu()
        chosen = next((entry for words, entry in entries.items() if fits(words)), None)
        if chosen is None:
            raise AssertionError(f"The account's menu has no such entry: {list(entries)}")
        chosen.press()

    def wait_gone(self, key, timeout_s=10):
        pattern = self._texts.pattern(key)
        wait_until(lambda: not self.says(pattern), timeout_s, lambda: f"the dock says {key} no more:\n{self.root().outline()}")

    def open_menu(self, label):
        """The menu of the button that goes by this label."""
        self.press(label, "button")
        return self.wait(label, "menu", "popup menu")


def _fits(words, text):
    return words in text if isinstance(words, str) else words.search(text)
