#!/bin/sh
# Runs a command with a real Secret Service of its own, as a user of a GNOME desktop would have it.
#   with-keyring.sh open|dismissed|waiting|none COMMAND...
# open: unlocked. dismissed, waiting: in a first session it is open and the command fills it (KEYRING_PHASE=fill), in a second
# it is locked, and its prompt fails at once or waits for three seconds. none: no session bus at all. KEYRING_PHASE tells the
# command which, KEYRING_PASSWORD unlocks the keyring.
set -eu

mode=$1
shift
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" \
	XDG_CACHE_HOME="$home/cache" KEYRING_PASSWORD=correct-horse
unset DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY XDG_CURRENT_DESKTOP KDE_FULL_SESSION 2>/dev/null || true

unlocked='printf %s "$KEYRING_PASSWORD" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
started='gnome-keyring-daemon --start --components=secrets >/dev/null && exec "$@"'

# What the keyring asks to show its prompt.
prompter() {
	mkdir -p "$XDG_DATA_HOME/dbus-1/services"
	printf '[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=%s\n' "$1" \
		>"$XDG_DATA_HOME/dbus-1/services/org.gnome.keyring.SystemPrompter.service"
}

locked() {
	KEYRING_PHASE=fill dbus-run-session -- sh -c "$unlocked" sh "$@"
	KEYRING_PHASE=$mode dbus-run-session -- sh -c "$started" sh "$@"
}

case $mode in
open) KEYRING_PHASE=open dbus-run-session -- sh -c "$unlocked" sh "$@" ;;
dismissed) prompter /bin/false && locked "$@" ;;
waiting) prompter "/bin/sleep 3" && locked "$@" ;;
none) KEYRING_PHASE=none DBUS_SESSION_BUS_ADDRESS=disabled: "$@" ;;
esac
