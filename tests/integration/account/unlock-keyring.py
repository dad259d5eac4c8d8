"""Unlocks the running keyring as a login does, with the password in KEYRING_PASSWORD; `gnome-keyring-daemon --unlock`
would start a second daemon beside it."""

import os

from gi.repository import Gio, GLib

SERVICE = "/org/freedesktop/secrets"
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(interface, method, arguments):
    return bus.call_sync("org.freedesktop.secrets", SERVICE, interface, method, arguments, None,
                         Gio.DBusCallFlags.NONE, 10_000, None)


_, session = call("org.freedesktop.Secret.Service", "OpenSession",
                  GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))
password = (session, b"", os.environ["KEYRING_PASSWORD"].encode(), "text/plain")
call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
     GLib.Variant("(o(oayays))", (SERVICE + "/collection/login", password)))
