"""A screen, a session bus and the accessibility bus of our own: what a desktop session gives OBS."""

import ctypes
import json
import os
import pathlib
import re
import sys

from .processes import Process, run
from .waiting import wait_until

XA_WINDOW = 33  # of X11/Xatom.h
TRAY = "org.kde.StatusNotifierWatcher"
SCREEN = (1600, 1000)  # OBS 32's window is 960 pixels tall


class Desktop:
    def __init__(self, folder, keyring=False, silent_wallets=False, tray=False, show=False):
        self.folder = folder
        self.runtime = folder / "run"
        self.runtime.mkdir(mode=0o700)
        self.env = self._environment()
        self._processes = []
        self._show = show and bool(os.environ.get("DISPLAY"))
        if not self._show:
            self._start_screen()
        if silent_wallets:
            self._silence_wallets()
        elif not keyring:
            self._forbid_keyring()
        self._start_session_bus()
        self._start_accessibility()
        if keyring:
            self._start_keyring()
        if tray:
            self._start_tray()

    def close(self):
        for process in reversed(self._processes):
            process.stop()
        self._processes.clear()

    def claim_window_manager(self):
        """OBS offers to capture windows only where one says that it is there. Here the root window says so of itself, for as
        long as we are connected."""
        x11 = ctypes.CDLL("libX11.so.6")
        for function in (x11.XOpenDisplay, x11.XDefaultRootWindow, x11.XInternAtom):
            function.restype = ctypes.c_void_p
        display = ctypes.c_void_p(x11.XOpenDisplay(self.env["DISPLAY"].encode()))
        root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
        check = ctypes.c_ulong(x11.XInternAtom(display, b"_NET_SUPPORTING_WM_CHECK", 0))
        x11.XChangeProperty(display, root, check, ctypes.c_ulong(XA_WINDOW), 32, 0, ctypes.byref(root), 1)
        x11.XSync(display, 0)

    def picture(self, file, box=None):
        """The screen, or x, y, width and height of it, as a PNG."""
        x, y, width, height = box or (0, 0, *SCREEN)
        size = ["-video_size", f"{width}x{height}"] if box or not self._show else []
        run("ffmpeg", "-v", "error", "-y", "-f", "x11grab", "-draw_mouse", "0", *size,
            "-i", f"{self.env['DISPLAY']}+{x},{y}", "-frames:v", "1", file, env=self.env)
        return file

    def click_tray_icon(self):
        """The only one there is."""
        items = self._ask(TRAY, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties.Get", f"string:{TRAY}",
                          "string:RegisteredStatusNotifierItems")
        self._ask(re.findall(r'string "([^"]+)"', items)[-1], "/StatusNotifierItem", "org.kde.StatusNotifierItem.Activate",
                  "int32:0", "int32:0")

    def notifications(self):
        """The title and the text of all that the tray has shown, oldest first."""
        shown = [json.loads(line) for line in self._tray.output().splitlines()]
        return [(one["title"], one["text"]) for one in shown]

    def _environment(self):
        home = self.folder / "home"
        home.mkdir()
        env = {key: os.environ[key] for key in ("DISPLAY", "XAUTHORITY", "TERM") if key in os.environ}
        here = os.path.dirname(os.path.abspath(__file__))
        env.update({
            "PATH": f"{here}/bin:" + os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.runtime}/bus",
            "LC_ALL": "C.UTF-8",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "GIO_USE_VFS": "local",
            "GSETTINGS_BACKEND": "memory",
        })
        return env

    def _start(self, name, command, **options):
        process = Process(command, self.folder / f"{name}.log", env=self.env, **options)
        self._processes.append(process)
        return process

    def _start_screen(self):
        reading, writing = os.pipe()
        width, height = SCREEN
        self._start("xvfb", ["Xvfb", "-displayfd", writing, "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
                    pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start: " + self._processes[-1].output())
        self.env["DISPLAY"] = f":{number}"

    def _start_session_bus(self):
        self._start("dbus", ["dbus-daemon", "--session", "--nofork", "--nosyslog",
                             "--address=" + self.env["DBUS_SESSION_BUS_ADDRESS"]])
        wait_until(lambda: self._is_owned("org.freedesktop.DBus"), 5, "the session bus answers")

    def _start_accessibility(self):
        self._start("at-spi", ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
        wait_until(lambda: self._is_owned("org.a11y.Bus"), 5, "the accessibility bus is there")
        self._ask("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status",
                  "string:IsEnabled", "variant:boolean:true")

    def _forbid_keyring(self):
        """Or else the bus starts the one that is installed, when somebody asks for it."""
        self._offer_service("org.freedesktop.secrets", "/bin/false")

    def _silence_wallets(self):
        self.env.update(XDG_CURRENT_DESKTOP="KDE", KDE_SESSION_VERSION="6")
        for name in ("org.kde.kwalletd6", "org.freedesktop.secrets"):
            self._offer_service(name, "/bin/sleep 60")

    def _offer_service(self, name, command):
        """What the bus starts when somebody asks for this name."""
        services = self.runtime / "dbus-1" / "services"
        services.mkdir(parents=True, exist_ok=True)
        (services / f"{name}.service").write_text(f"[D-BUS Service]\nName={name}\nExec={command}\n")

    def _start_keyring(self):
        unlock = "printf words | exec gnome-keyring-daemon --unlock --foreground --components=secrets"
        self._start("keyring", ["sh", "-c", unlock])
        wait_until(lambda: self._is_owned("org.freedesktop.secrets"), 5, "the keyring is there")

    def _start_tray(self):
        self._tray = self._start("tray", [sys.executable, "-B", pathlib.Path(__file__).with_name("tray_host.py")])
        wait_until(lambda: self._is_owned(TRAY), 5, "the tray is there")

    def _ask(self, destination, path, method, *arguments):
        return run("dbus-send", "--session", "--print-reply", f"--dest={destination}", path, method, *arguments,
                   env=self.env)

    def _is_owned(self, name):
        try:
            answer = self._ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner",
                               f"string:{name}")
        except RuntimeError:  # the bus is there a moment before it answers
            return False
        return "boolean true" in answer
