"""A desktop's tray, as far as an icon in it needs one, on the session bus: the StatusNotifierWatcher of freedesktop.org, and
its Notifications, each of which becomes a line of our output."""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

WATCHER = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS = "org.freedesktop.Notifications"
INTERFACES = """
<node>
  <interface name="org.kde.StatusNotifierWatcher">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
  </interface>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/>
    </method>
  </interface>
</node>
"""


def main():
    items = []
    shown = 0
    values = {
        "RegisteredStatusNotifierItems": lambda: GLib.Variant("as", items),
        "IsStatusNotifierHostRegistered": lambda: GLib.Variant("b", True),
        "ProtocolVersion": lambda: GLib.Variant("i", 0),
    }

    def notify(arguments):
        nonlocal shown
        shown += 1
        print(json.dumps({"title": arguments[3], "text": arguments[4]}), flush=True)
        return GLib.Variant("(u)", (shown,))

    answers = {
        "RegisterStatusNotifierItem": lambda arguments: items.append(arguments[0]),
        "Notify": notify,
        "GetCapabilities": lambda _: GLib.Variant("(as)", (["body"],)),
        "GetServerInformation": lambda _: GLib.Variant("(ssss)", ("tray", "tests", "1", "1.2")),
    }

    def called(_connection, _sender, _path, _interface, method, arguments, invocation):
        invocation.return_value(answers.get(method, lambda _: None)(arguments.unpack()))

    def read(_connection, _sender, _path, _interface, name):
        return values[name]()

    def acquired(connection, name):
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACES).lookup_interface(name)
        path = "/StatusNotifierWatcher" if name == WATCHER else "/org/freedesktop/Notifications"
        connection.register_object(path, interface, called, read, None)

    for name in (NOTIFICATIONS, WATCHER):  # the watcher last: once it is there, so is the rest
        Gio.bus_own_name(Gio.BusType.SESSION, name, Gio.BusNameOwnerFlags.NONE, acquired, None, lambda *_: sys.exit(1))
    GLib.MainLoop().run()


main()
