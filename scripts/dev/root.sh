# shellcheck shell=bash
# Root folders: a whole Debian with OBS, compilers and test tools in the cache, made once and shared by all checkouts.

roots_dir=$cache_dir/roots
stamp_path=etc/direct-post.stamp
readonly roots_dir stamp_path

# Makes ready what the given suites need; two roots are made side by side.
ensure() { # SUITE...
	local suite missing=()
	for suite in "$@"; do
		if is_native "$suite"; then
			ensure_native || return
		else
			ensure_root_tools || return
			root_is_current "$suite" || missing+=("$suite")
		fi
	done
	((${#missing[@]} == 0)) || in_parallel ensure_root "${missing[@]}"
}

root_is_current() { # SUITE
	[[ $(cat "$roots_dir/$1/$stamp_path" 2>/dev/null) == "$(stamp_of "$1")" ]]
}

# Two checkouts may ask for the same root at once: whoever comes second finds it made.
ensure_root() { # SUITE
	local suite=$1 lock hint='check the network connection and free disk space (3 GB), then run the same command again.'
	mkdir -p "$roots_dir"
	exec {lock}>"$roots_dir/$suite.lock"
	flock --nonblock "$lock" || { say "     waiting until no other ./dev uses or prepares $suite"; flock "$lock"; }
	if ! root_is_current "$suite"; then
		# Installing a few more packages beats making the root anew, but only root may write into it.
		if ((EUID != 0)) || [[ ! -d $roots_dir/$suite ]] ||
			! step "Updating the root folder $suite" update_root "$suite"; then
			step "Making the root folder $suite (once; about 3 minutes)" make_root "$suite" || return
		fi
	fi
	exec {lock}>&-
}

make_root() { # SUITE
	local suite=$1 root=$roots_dir/$1 partial=$roots_dir/$1.partial packages options
	rm -rf --one-file-system "$partial"
	packages=$(packages_of "$suite" | paste -sd,)
	# The index of a lagging mirror may look expired; its signature is checked all the same.
	options=(--variant=apt --include="$packages" --aptopt='Acquire::Check-Valid-Until "false"'
		--aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io)
	if ((EUID == 0)); then
		# In namespaces of its own, so that an interruption leaves no process and no mount behind.
		bwrap --dev-bind / / --proc /proc --unshare-pid --die-with-parent \
			mmdebstrap --mode=root "${options[@]}" "$suite" "$partial" || return
	else
		# Through a tar, everything ends up ours: no subordinate ids in the cache, and rm can remove it.
		mkdir -p "$partial"
		TMPDIR=/var/tmp setpriv --pdeathsig TERM mmdebstrap --mode=unshare "${options[@]}" "$suite" - |
			tar -x -C "$partial" --no-same-owner --no-same-permissions --exclude='./dev/*' || return
	fi
	finish_root "$suite" "$partial" || return
	rm -rf --one-file-system "$root.old"
	[[ ! -d $root ]] || mv "$root" "$root.old"
	mv "$partial" "$root"
	rm -rf --one-file-system "$root.old"
}

update_root() { # SUITE
	local root=$roots_dir/$1
	rm -f "$root/$stamp_path"
	# shellcheck disable=SC2046 # one word per package
	bwrap --bind "$root" / --dev /dev --proc /proc --perms 1777 --tmpfs /tmp --ro-bind /etc/resolv.conf /etc/resolv.conf \
		--unshare-pid --die-with-parent --clearenv --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin \
		--setenv DEBIAN_FRONTEND noninteractive --setenv LC_ALL C.UTF-8 -- \
		sh -c 'apt-get update && dpkg --configure -a && apt-get install -y "$@" && apt-get clean' sh \
		$(packages_of "$1") || return
	finish_root "$1" "$root"
}

# No service may start in it, D-Bus wants a machine id, and the stamp says that all of this was reached.
finish_root() { # SUITE FOLDER
	printf '#!/bin/sh\nexit 101\n' >"$2/usr/sbin/policy-rc.d" && chmod 755 "$2/usr/sbin/policy-rc.d" &&
		tr -d - </proc/sys/kernel/random/uuid >"$2/etc/machine-id" &&
		touch "$2/etc/resolv.conf" "$2/etc/hosts" &&
		stamp_of "$1" >"$2/$stamp_path"
}

# Runs a command in a suite's root: the system read-only, /tmp and home empty and private, this checkout and the cache
# at their own places, the network the machine's. It dies with us, whatever it started.
inside() { # SUITE COMMAND...
	local suite=$1 options=()
	shift
	if is_native "$suite"; then
		env CCACHE_DIR="$cache_dir/ccache" CCACHE_BASEDIR="$source_dir" CCACHE_NOHASHDIR=1 LC_ALL=C.UTF-8 "$@"
		return
	fi
	bind_root "$roots_dir/$suite"
	bind_display
	local name
	for name in TERM CI NO_COLOR ${!CTEST_@} ${!GTEST_@} ${!TIKTOK_@} ${!DIRECT_POST_@}; do
		[[ -z ${!name+set} ]] || options+=(--setenv "$name" "${!name}")
	done
	mkdir -p "$cache_dir/ccache"
	# The lock keeps the root from being changed or replaced while something runs in it.
	flock --shared --no-fork "$roots_dir/$suite.lock" bwrap "${options[@]}" \
		--ro-bind-data 9 /etc/passwd --bind "$source_dir" "$source_dir" --bind "$cache_dir" "$cache_dir" \
		--unshare-pid --die-with-parent --chdir "$(working_dir)" -- "$@" 9< <(passwd_of "$roots_dir/$suite")
}

# Appends to the caller's `options`. / itself is an empty tmpfs, so that a mount point can be made anywhere.
bind_root() { # ROOT
	local entry
	for entry in "$1"/*; do
		[[ ! -L $entry ]] || options+=(--symlink "$(readlink "$entry")" "/${entry##*/}")
	done
	for entry in etc opt usr var; do
		options+=(--ro-bind "$1/$entry" "/$entry")
	done
	options+=(--dev /dev --proc /proc --ro-bind-try /sys /sys
		--perms 1777 --tmpfs /tmp --perms 1777 --dir /tmp/.X11-unix --perms 1777 --tmpfs /var/tmp --tmpfs /run
		--perms 0700 --dir "/run/user/$EUID" --perms 0700 --dir "$HOME"
		--ro-bind-try /etc/resolv.conf /etc/resolv.conf --ro-bind-try /etc/hosts /etc/hosts
		--clearenv --setenv HOME "$HOME" --setenv USER "$(id -un)" --setenv LC_ALL C.UTF-8
		--setenv PATH /usr/local/bin:/usr/bin:/usr/sbin --setenv XDG_RUNTIME_DIR "/run/user/$EUID"
		--setenv CCACHE_DIR "$cache_dir/ccache" --setenv CCACHE_BASEDIR "$source_dir" --setenv CCACHE_NOHASHDIR 1)
}

# With --show, the user's own screen. X11 will do: Wayland desktops have it too, as XWayland.
bind_display() {
	$show || return 0
	[[ -n ${DISPLAY:-} ]] || die "There is no screen to show it on: DISPLAY is not set. Log in to a desktop, or leave out --show."
	local authority=${XAUTHORITY:-$HOME/.Xauthority} inner=/run/user/$EUID/Xauthority
	options+=(--ro-bind-try /tmp/.X11-unix /tmp/.X11-unix --setenv DISPLAY "$DISPLAY")
	[[ ! -e $authority ]] || options+=(--ro-bind "$authority" "$inner" --setenv XAUTHORITY "$inner")
}

# The user has to exist inside too, or D-Bus turns them away.
passwd_of() { # ROOT
	cat "$1/etc/passwd"
	((EUID == 0)) || getent passwd "$EUID"
}

working_dir() {
	case $PWD/ in
	"$source_dir"/*) printf '%s' "$PWD" ;;
	*) printf '%s' "$source_dir" ;;
	esac
}
