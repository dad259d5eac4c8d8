"""The system browser: a headless Chromium that opens the links OBS hands out and clicks what a person would click."""

import json
import socket
import urllib.error
import urllib.request

from .processes import Process
from .waiting import wait_until

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
              "--disable-background-networking", "--disable-component-update", "--disable-sync",
              "--disable-default-apps", "--disable-extensions", "--window-size=1000,800"]


class Browser:
    """Starts with the first page. Speaks WebDriver to chromedriver."""

    def __init__(self, desktop, show=False):
        self._desktop = desktop
        self._arguments = [*_ARGUMENTS, *([] if show else ["--headless=new"]), f"--user-data-dir={desktop.folder}/chromium"]
        self._inbox = desktop.folder / "links"
        self._inbox.mkdir()
        desktop.env["DIRECT_POST_LINKS"] = str(self._inbox)
        self._driver = None
        self._session = None

    def close(self):
        if self._session:
            self._call("DELETE", "")
            self._session = None
        if self._driver:
            self._driver.stop()
            self._driver = None

    def next_link(self, timeout_s=10):
        """The link that OBS opened, each one once."""
        return wait_until(self.waiting_link, timeout_s, "OBS opens a link in the browser")

    def waiting_link(self):
        """A link that nobody has looked at yet, or None."""
        for file in sorted(self._inbox.iterdir()):
            if not file.name.startswith("."):
                link = file.read_text()
                file.unlink()
                return link
        return None

    def forget_links(self):
        for file in self._inbox.iterdir():
            file.unlink()

    def visit(self, link):
        self._start()
        self._call("POST", "/url", {"url": link})

    def click(self, words, timeout_s=10):
        """A button or link with this text. Returns when the click has been taken."""
        path = f"//*[self::button or self::a][normalize-space()='{words}'] | //input[@value='{words}']"
        element = wait_until(lambda: self._find(path), timeout_s, lambda: f"the page has “{words}”:\n{self.text()}")
        self._call("POST", f"/element/{element}/click", {})

    def text(self):
        """What can be read on the page."""
        return self.run("return document.body.innerText")

    def run(self, script, *arguments):
        """What the script returns in the page, or what it promises."""
        return self._call("POST", "/execute/sync", {"script": script, "args": arguments})

    def address(self):
        return self._call("GET", "/url")

    def _start(self):
        if self._session:
            return
        port = _free_port()
        folder = self._desktop.folder
        self._driver = Process(["chromedriver", f"--port={port}"], folder / "chromedriver.log", env=self._desktop.env)
        self._base = f"http://127.0.0.1:{port}/session"
        wait_until(lambda: _answers(port), 10, "chromedriver answers")
        options = {"binary": "/usr/bin/chromium", "args": self._arguments}
        wanted = {"browserName": "chrome", "acceptInsecureCerts": True, "goog:chromeOptions": options}
        self._session = _post(self._base, "POST", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def _find(self, path):
        found = self._call("POST", "/elements", {"using": "xpath", "value": path})
        return found[0][_ELEMENT] if found else None

    def _call(self, method, path, data=None):
        return _post(f"{self._base}/{self._session}{path}", method, data)


def _post(url, method, data):
    body = json.dumps(data).encode() if data is not None else None
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)["value"]
    except urllib.error.HTTPError as error:
        raise RuntimeError("WebDriver: " + error.read().decode(errors="replace")[:2000]) from None


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False
