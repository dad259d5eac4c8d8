"""The stand-in for TikTok as a process, and its control plane."""

import html
import json
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request

from .processes import Process
from .waiting import wait_until


class Sandbox:
    def __init__(self, program, folder, env, arguments=()):
        self._process = Process([program, "--print-config", *arguments], folder / "sandbox.log", env=env)
        line = wait_until(self._ready_line, 10, lambda: "the sandbox is ready: " + self._process.output())
        self.base_url = line["base_url"]
        self.upload_url = line["upload_url"]
        self.environment = line["environment"]  # what points the plugin at it
        self._trust = ssl.create_default_context(cafile=line.get("ca_file"))
        creator = self.state()["creators"][0]
        self.username = creator["username"]
        self.nickname = creator["nickname"]

    def close(self):
        self._process.stop()

    # What it saw

    def posts(self):
        return self._ask("posts")["posts"]

    def requests(self, endpoint=None):
        return [one for one in self._ask("requests")["requests"] if endpoint in (None, one["endpoint"])]

    def violations(self):
        """Rules the plugin broke; that browsers ask for an icon is not its doing."""
        return [one for one in self._ask("violations")["violations"] if "/favicon.ico" not in one["detail"]]

    def state(self):
        return self._ask("state")

    def describe(self):
        """Everything, for people."""
        return json.dumps({what: self._ask(what) for what in ("state", "posts", "violations", "requests")}, indent=1)

    def secrets(self):
        """Every code, token, upload URL and key that was ever handed out."""
        return [self.environment["TIKTOK_CLIENT_SECRET"], *self._ask("secrets")["secrets"]]

    # What it should do

    def inject(self, name, **details):
        return self._ask("faults", {"name": name, **details})["id"]

    def clear_faults(self):
        self._ask("faults", method="DELETE")

    def set_processing(self, seconds):
        self._ask("options", {"processing_s": seconds})

    def change_creator(self, **changes):
        self._ask("creator", changes)

    def advance_clock(self, seconds):
        self._ask("clock", {"advance_seconds": seconds})

    def agree(self, link, open_id=None):
        """Authorizes as a person would, without a browser: gets the page, sends its form, follows to the plugin. As the
        account that the page proposes, or as this one."""
        self._decide(link, "authorize", self._open, open_id)

    def decline(self, link):
        self._decide(link, "cancel", self._open)

    def agree_elsewhere(self, link):
        """The same in a browser that does not reach the plugin. The address that it ends on."""
        opener = urllib.request.build_opener(_Staying, urllib.request.HTTPSHandler(context=self._trust))
        try:
            self._decide(link, "authorize", opener.open)
        except urllib.error.HTTPError as redirect:
            return redirect.headers["Location"]
        raise AssertionError("The sandbox did not send the browser back.")

    def _decide(self, link, decision, send, open_id=None):
        page = self._open(link)
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        proposed = re.search(r'<input type="radio" name="open_id" value="([^"]*)" checked', page)[1]
        fields.append(("open_id", open_id or proposed))
        fields += re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]*)" checked>', page)
        form = [(name, html.unescape(value)) for name, value in fields]
        action = urllib.parse.urljoin(link, re.search(r'<form [^>]*action="([^"]+)"', page)[1])
        send(action, urllib.parse.urlencode([*form, ("decision", decision)]).encode())

    def _ready_line(self):
        output = self._process.output()
        return json.loads(output) if output.endswith("\n") else None

    def _ask(self, what, data=None, method=None):
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(f"{self.base_url}/_sandbox/{what}", body, method=method)
        return json.loads(self._open(request))

    def _open(self, request, data=None):
        with urllib.request.urlopen(request, data, timeout=10, context=self._trust) as reply:
            return reply.read().decode()


class _Staying(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_):
        return None
