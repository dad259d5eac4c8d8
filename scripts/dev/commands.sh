# shellcheck shell=bash
# The small commands.

command_help() {
	usage
}

command_shell() {
	ensure "$suite" || return
	if (($#)); then
		inside "$suite" "$@"
	else
		say "OBS $obs, Debian $suite. $source_dir is the only folder of yours in here; exit leaves it."
		inside "$suite" bash -i
	fi
}

sources() {
	git -C "$source_dir" ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp' '*.h' '*.mm'
}

command_format() {
	local files
	mapfile -t files < <(sources)
	ensure "$suite" && cd "$source_dir" && step "Formatting ${#files[@]} files" inside "$suite" clang-format -i "${files[@]}"
}

command_clean() {
	rm -rf "${source_dir:?}/build" "$source_dir/artifacts"
	say "Removed this checkout's build folders."
	if [[ ${1:-} == --all ]]; then
		rm -rf --one-file-system "${cache_dir:?}"
		say "Removed $cache_dir."
	fi
}
