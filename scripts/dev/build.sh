# shellcheck shell=bash
# One build folder per suite and kind of build, in this checkout: build/trixie, build/trixie-asan, build/sid, ...

build_dir() { # SUITE [KIND]
	printf '%s' "$source_dir/build/$1${2:+-$2}"
}

# Everything that decides what CMake finds; while it stays the same, ninja alone knows what to do.
configuration_key() { # SUITE
	stamp_of "$1"
	find "$source_dir"/{CMakeLists.txt,cmake,src,tests} -name CMakeLists.txt -o -name '*.cmake' | sort
	cat "$source_dir/CMakePresets.json"
}

configure() { # SUITE [KIND]
	local dir key
	dir=$(build_dir "$@")
	key=$(configuration_key "$1")
	if [[ -f $dir/build.ninja && $(cat "$dir/.configured" 2>/dev/null) == "$key" ]]; then
		return 0
	fi
	# A build folder that was made elsewhere cannot be used again.
	grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$source_dir" "$dir/CMakeCache.txt" || rm -rf "$dir"
	hint='a missing package belongs into scripts/dev/packages.txt; ./dev clean removes all build folders.' \
		step "Configuring ${dir##*/}" inside "$1" cmake --preset "linux${2:+-$2}" -S "$source_dir" -B "$dir" || return
	printf '%s' "$key" >"$dir/.configured"
}

build() { # SUITE [KIND] [TARGET...]
	local suite=$1 kind=${2:-} dir
	shift $(($# < 2 ? $# : 2))
	configure "$suite" "$kind" || return
	dir=$(build_dir "$suite" "$kind")
	hint='the compiler says above what it did not like.' \
		step "Building ${dir##*/}" inside "$suite" cmake --build "$dir" --parallel "$(nproc)" --target "${@:-all}"
}

# The libraries that people drive OBS with, as package-lock.json pins them, into this checkout's build folder: one test
# wants them. It is left out where there is no npm, and where npm does not reach its registry.
get_clients() {
	local from=$source_dir/tests/end-to-end/clients to=$source_dir/build/clients
	! cmp -s "$from/package-lock.json" "$to/got.json" || return 0
	command -v npm >/dev/null || return 0
	mkdir -p "$to"
	cp "$from"/package*.json "$to"
	if (cd "$to" && timeout 60 npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1) >"$to/npm.log" 2>&1; then
		cp "$to/package-lock.json" "$to/got.json"
	else
		say "     without obs-websocket-js, which npm could not get: the test with it is left out"
	fi
}

command_build() {
	get_clients
	ensure "$suite" && build "$suite" '' "$@"
}
