"""The Direct Post dock, by the words a streamer reads on it."""

from .waiting import wait_until
from .widgets import Widget

TITLE = "Direct Post"


class Dock:
    """Finds everything in it anew each time; the dock itself, for which all of OBS's window is searched, once a start."""

    def __init__(self, bus, obs, texts):
        self._bus = bus
        self._obs = obs
        self._texts = texts
        self._root = None
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

    def window(self):
        """OBS's main window."""
        return next(child for child in self.application().children() if child.name.startswith("OBS "))

    def resize_window(self, width, height):
        """There is no window manager to do it by hand."""
        self._bus.resize_window(self.window().name, width, height)
        wait_until(lambda: self.window().box()[2:] == (width, height), 5, "the window has its size")

    # Doing

    def press(self, label, *roles, timeout_s=10):
        self.wait_enabled(label, *(roles or ("button", "check box", "toggle button")), timeout_s=timeout_s).press()

    def close(self):
        """As a dock is closed; OBS asks the first time."""
        application = self.application()
        self.root().find("Close", "button").press()

        def closed():
            asks = application.find("OK", "button") or application.find("Yes", "button")
            if asks:
                asks.press()
            return application.find(TITLE, "frame", "panel") is None

        wait_until(closed, 5, "the dock is closed")

    def copy_link(self, within=None):
        button = self.wait_enabled("Copy link", "button", within=within)
        button.press()
        wait_until(lambda: not button.is_pressed(), 5, "the link is copied")

    def write_caption(self, text):
        self.wait_enabled("Caption", "text").write(text)

    def choose_privacy(self, option):
        self.wait_enabled("Who can view", "combo box").choose(option)

    def choose_file(self, file):
        """Through the file dialog."""
        self.press("Choose a file…")
        chooser = self.application().wait(self._texts["Clip.Choose"], "dialog", "file chooser")
        chooser.wait("File name:", "text").write(str(file))
        chooser.wait("Open", "button").press()

    def menu(self, entry):
        """An entry of the account's menu, by keyboard: Qt does not show a popup's entries to screen readers."""
        entries = (self._texts["Settings"], self._texts["Account.Disconnect"])
        self.press(self._texts["Account.Menu"])
        self._bus.type_keys(*["Down"] * (entries.index(entry) + 1), "Return")


def _fits(words, text):
    return words in text if isinstance(words, str) else words.search(text)
