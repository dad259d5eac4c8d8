"""A desktop's tray, as far as an icon in it needs one: the StatusNotifierWatcher of freedesktop.org, on the session bus."""

import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"
INTERFACE = """
<node>
  <interface name="org.kde.StatusNotifierWatcher">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
  </interface>
</node>
"""


def main():
    items = []
    values = {
        "RegisteredStatusNotifierItems": lambda: GLib.Variant("as", items),
        "IsStatusNotifierHostRegistered": lambda: GLib.Variant("b", True),
        "ProtocolVersion": lambda: GLib.Variant("i", 0),
    }

    def called(_connection, _sender, _path, _interface, method, arguments, invocation):
        if method == "RegisterStatusNotifierItem":
            items.append(arguments.unpack()[0])
        invocation.return_value(None)

    def read(_connection, _sender, _path, _interface, name):
        return values[name]()

    def acquired(connection, _name):
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        connection.register_object(PATH, interface, called, read, None)

    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, acquired, None, lambda *_: sys.exit(1))
    GLib.MainLoop().run()


main()
