#!/bin/sh
# Runs a command with a real Secret Service of its own, as a user of a GNOME desktop would have it.
#   with-keyring.sh open|dismissed|waiting|silent|none COMMAND...
# open: unlocked. dismissed, waiting: in a first session it is open and the command fills it (KEYRING_PHASE=fill), in a second
# it is locked, and its prompt fails at once or waits for three seconds. silent: a KDE session whose wallets start and do not
# answer. none: no session bus at all. KEYRING_PHASE tells the command which, KEYRING_PASSWORD unlocks the keyring.
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

# What the bus starts when somebody asks for this name.
service() { # NAME COMMAND
	mkdir -p "$XDG_DATA_HOME/dbus-1/services"
	printf '[D-BUS Service]\nName=%s\nExec=%s\n' "$1" "$2" >"$XDG_DATA_HOME/dbus-1/services/$1.service"
}

# What the keyring asks to show its prompt.
prompter() {
	service org.gnome.keyring.SystemPrompter "$1"
}

locked() {
	KEYRING_PHASE=fill dbus-run-session -- sh -c "$unlocked" sh "$@"
	KEYRING_PHASE=$mode dbus-run-session -- sh -c "$started" sh "$@"
}

case $mode in
open) KEYRING_PHASE=open dbus-run-session -- sh -c "$unlocked" sh "$@" ;;
dismissed) prompter /bin/false && locked "$@" ;;
waiting) prompter "/bin/sleep 3" && locked "$@" ;;
silent)
	service org.kde.kwalletd6 "/bin/sleep 5"
	service org.freedesktop.secrets "/bin/sleep 5"
	XDG_CURRENT_DESKTOP=KDE KDE_SESSION_VERSION=6 KEYRING_PHASE=silent dbus-run-session -- "$@"
	;;
none) KEYRING_PHASE=none DBUS_SESSION_BUS_ADDRESS=disabled: "$@" ;;
esac
