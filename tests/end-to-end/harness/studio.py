"""A streamer's whole set-up: a desktop, OBS with the plugin, a browser, and a TikTok that is none."""

import pathlib
import re
import shutil
import tempfile
import time

from .accessibility import Accessibility
from .browser import Browser
from .desktop import Desktop
from .dock import Dock
from .obs import Obs
from .pictures import PictureSite
from .sandbox import Sandbox
from .stack import read_stack
from .texts import ENGLISH, Texts
from .waiting import wait_until
from .witness import Witness


class Studio:
    """Start it with start(); whatever happens, end it with close()."""

    def __init__(self, paths, *, plugin=True, credentials=True, keyring=True, silent_wallets=False, tray=False, tls=True, website=False, show=False,
                 windows=False, language=ENGLISH, **obs):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dp-"))
        self._undo = []
        self.witness = Witness()
        try:
            self.texts = Texts(paths.data, language)
            self.desktop = self._keep(Desktop(self.folder, keyring=keyring, silent_wallets=silent_wallets, tray=tray, show=show))
            self.website = self._keep(PictureSite(self.folder)) if website else None
            switches = ["--tls"] if tls else []
            if website:
                switches += ["--verified-prefix", self.website.url + "/", "--fetch-loopback", self.website.ca_file]
            if windows:
                self.desktop.claim_window_manager()
            self.sandbox = self._keep(Sandbox(paths.sandbox, self.folder, self.desktop.env, switches))
            self.browser = self._keep(Browser(self.desktop, show))
            bus = Accessibility(self.desktop, self.texts.names_of)
            env = dict(self.sandbox.environment)
            if not credentials:
                del env["TIKTOK_CLIENT_KEY"], env["TIKTOK_CLIENT_SECRET"]
            if website:
                env["TIKTOK_CA_FILE"] = str(self.website.ca_file)
            self.obs = Obs(self.desktop, paths.module if plugin else None, paths.data, paths.helper, env=env,
                           language=language, tray=tray, **obs)
            self._undo.append(self.obs.quit)
            self.dock = Dock(bus, self.obs, self.texts)
        except BaseException:
            self.close()
            raise

    @property
    def is_standing(self):
        return bool(self._undo)

    def start(self):
        self.obs.start()
        return self

    def close(self):
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()
        self.witness.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keep(self, part):
        self._undo.append(part.close)
        return part

    # What a streamer does

    def connect(self):
        """Through the real consent page in a real browser."""
        self.dock.press("Connect TikTok")
        self.browser.visit(self.browser.next_link())
        self.browser.click("Authorize")
        self.wait_connected()

    def connect_quickly(self):
        """The same without a browser's seconds."""
        self.dock.press("Connect TikTok")
        self.sandbox.agree(self.browser.next_link())
        self.wait_connected()

    def wait_connected(self):
        self.dock.wait_text(self.sandbox.nickname)

    def record(self, seconds=2):
        """The recording, once the dock has picked it up."""
        file = self.record_only(seconds)
        self.wait_clip(file)
        return file

    def record_only(self, seconds=2):
        """Whatever the dock makes of it."""
        self.obs.start_recording()
        self.obs.wait_recorded(seconds)
        return pathlib.Path(self.obs.stop_recording())

    @staticmethod
    def let_run(seconds):
        """A show takes its time."""
        time.sleep(seconds)

    def wait_clip(self, file, timeout_s=15):
        """The dock shows the clip, prepared and checked, and only waits for the creator's choices. OBS may have remuxed
        it to another container by then."""
        self.dock.wait_text(re.compile(re.escape(file.stem) + r"(\.remuxed)?\.\w+$"), timeout_s)
        self.dock.wait_sentence("Reason.NoPrivacy", timeout_s)

    def choose_clip(self, file):
        """By hand, until the dock shows it ready."""
        self.dock.choose_file(file)
        self.wait_clip(file)
        return file

    def fill_in(self, caption, privacy, allow=()):
        self.dock.write_caption(caption)
        self.dock.choose_privacy(privacy)
        for what in allow:
            self.dock.press(f"Allow {what}", "check box")

    def prepared_files(self):
        """What the plugin made to be sent; the original recordings are not among them."""
        cache = self.obs.settings / "plugin_config" / "direct-post" / "cache"
        return sorted(cache.rglob("*.mp4"), key=lambda file: file.stat().st_mtime)

    def prepared_file(self, recording):
        """What will be sent for the clip in the dock: the newest prepared file, or the recording itself."""
        return next(reversed(self.prepared_files()), recording)

    def wait_published(self, posts=1, linked=False, timeout_s=20):
        """The sandbox's newest post, once there are so many and the verdict (and the link) has come."""
        def done():
            found = self.sandbox.posts()
            if len(found) < posts or found[-1]["status"] != "PUBLISH_COMPLETE" or linked and not found[-1]["link"]:
                return None
            return found

        return wait_until(done, timeout_s, lambda: f"{posts} published post(s):\n{self.sandbox.describe()}\n"
                                                   f"{self.dock.root().outline()}")[-1]

    def enter_credentials(self, client_key=None):
        """Into the settings, as the creator of a developer app does."""
        settings = self.dock.dialog(self.texts["Settings.Title"])
        key = client_key or self.sandbox.environment["TIKTOK_CLIENT_KEY"]
        settings.wait(self.texts["Settings.ClientKey"], "text").write(key)
        settings.wait(self.texts["Settings.ClientSecret"], "password text", "text").write(
            self.sandbox.environment["TIKTOK_CLIENT_SECRET"])
        settings.wait(self.texts["Settings.Save"], "button").press()
        wait_until(lambda: not settings.is_showing(), 10, "the settings are closed")

    def disconnect(self):
        """The one account that is connected."""
        self.disconnect_one("")  # its handle may not be known yet
        self.dock.wait_enabled("Connect TikTok")

    def disconnect_one(self, account):
        """The account that the menu names so."""
        pattern = self.texts.pattern("Account.DisconnectOne")
        self.dock.choose_in_account_menu(lambda entry: pattern.search(entry) and account in entry)
        self.dock.application().wait(self.texts["Account.Disconnect"], "button").press()
        self.dock.wait_gone("Account.DisconnectQuestion")

    def add_account(self, open_id, nickname):
        """Without a browser's seconds."""
        self.dock.menu(self.texts["Account.Add"])
        self.sandbox.agree(self.browser.next_link(), open_id)
        self.dock.wait_text(nickname)

    def switch_to(self, account, nickname):
        self.dock.choose_in_account_menu(lambda entry: entry == account)
        self.dock.wait_text(nickname)

    # What is left behind

    def testify(self, folder):
        """For the search for secrets: all that OBS and the plugin wrote, what the dock said, every command line, and the
        secrets themselves."""
        shutil.copytree(self.obs.settings, folder / "settings", dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("*.so", "*.mp4", "*.sock"))
        for log in self.folder.glob("obs*.log"):
            shutil.copy2(log, folder)
        (folder / "command-lines.txt").write_text("\n".join(self.witness.close()))
        (folder / "said.txt").write_text("\n".join(sorted(self.dock.said)))
        (folder / "secrets.txt").write_text("\n".join(self.sandbox.secrets()))

    def keep(self, folder):
        """For a failure: the picture, OBS's log, what the dock says, the sandbox's record; for a crash, the core and its
        stack where the system writes one into the working folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for what in (lambda: self.desktop.picture(folder / "screen.png"),
                     lambda: (folder / "dock.txt").write_text(self.dock.application().outline()),
                     lambda: (folder / "sandbox.json").write_text(self.sandbox.describe()),
                     lambda: read_stack(self.folder)):
            try:
                what()
            except Exception as problem:  # the evidence that can be had is better than none
                with open(folder / "missing.txt", "a") as file:
                    file.write(f"{problem}\n")
        for log in [*self.folder.glob("*.log"), *self.folder.glob("core*")]:
            shutil.copy2(log, folder)
