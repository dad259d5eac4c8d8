# shellcheck shell=bash
# The machine this runs on: which OBS it offers itself, and getting what is missing with apt.

# OBS versions are named by their major number; each is tested as one Debian suite packages it, by buildspec.json. The
# end-to-end tests fail when the suite moves on to another.
suite_of_obs() { # OBS
	[[ $1 =~ ^[0-9]+$ ]] &&
		sed -nE "/\"tested\"/,/}/s/^ *\"([a-z]+)\": \"$1\",?\$/\1/p" "$source_dir/buildspec.json" | grep .
}

# The suite whose OBS this machine installs by itself, if that is a Qt 6 build we know; empty elsewhere.
native_suite() {
	(
		# shellcheck source=/dev/null
		source /etc/os-release 2>/dev/null || exit 0
		[[ ${ID:-} == debian ]] || exit 0
		case ${VERSION_CODENAME:-} in
		trixie) printf trixie ;;
		forky | sid) printf sid ;;
		esac
	)
}

is_native() { # SUITE
	[[ $1 == "$native" ]]
}

native=$(native_suite)
readonly native

packages_of() { # SUITE
	local groups='build|run|tools'
	[[ $1 != sid ]] || groups='build|run'
	sed -nE "s/^($groups)://p" "$source_dir/scripts/dev/packages.txt" | xargs -n1 | sort -u
}

stamp_of() { # SUITE
	packages_of "$1" | sha256sum | cut -d' ' -f1
}

# apt for the machine itself; a password is asked for before the step starts, while the terminal is free.
apt_install() { # TITLE PACKAGE...
	local title=$1 as_root=()
	shift
	command -v apt-get >/dev/null ||
		die "These programs are missing and there is no apt-get to install them: $*. Install them with your package manager, then run this again."
	if ((EUID != 0)); then
		command -v sudo >/dev/null ||
			die "Needs to install: $*. As root, run: apt-get install --no-install-recommends $*. Then run this again."
		say "Needs to install: $*"
		sudo -v || die "Could not become root with sudo. Ask an administrator to run: apt-get install --no-install-recommends $*"
		as_root=(sudo)
	fi
	hint='check the network connection and that no other apt is running, then run the same command again.' \
		step "$title" apt_get_install "${as_root[@]}" -- "$@"
}

apt_get_install() { # [SUDO] -- PACKAGE...
	local as_root=()
	while [[ $1 != -- ]]; do as_root+=("$1"); shift; done
	shift
	# A third-party source that does not answer must not stop us: what counts is whether the packages install.
	"${as_root[@]}" apt-get -o DPkg::Lock::Timeout=120 update || true
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@"
}

ensure_native() {
	local stamp_file=$cache_dir/native.stamp stamp
	stamp=$(stamp_of "$native")
	[[ $(cat "$stamp_file" 2>/dev/null) != "$stamp" ]] || return 0
	local packages
	mapfile -t packages < <(packages_of "$native")
	apt_install "Installing what the build needs on this machine" "${packages[@]}" || return
	mkdir -p "$cache_dir"
	printf '%s\n' "$stamp" >"$stamp_file"
}

# What making and entering a root folder needs of the machine.
ensure_root_tools() {
	local missing=()
	command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
	command -v bwrap >/dev/null || missing+=(bubblewrap)
	command -v mount >/dev/null || missing+=(mount)
	[[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] || missing+=(debian-archive-keyring)
	((EUID == 0)) || command -v newuidmap >/dev/null || missing+=(uidmap)
	((${#missing[@]} == 0)) || apt_install "Installing ${missing[*]}" "${missing[@]}" || return
	bwrap --ro-bind / / true 2>/dev/null ||
		die "bwrap may not make namespaces here. Allow unprivileged user namespaces (on Ubuntu: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0), or run this as root."
}
