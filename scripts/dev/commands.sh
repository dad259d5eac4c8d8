# shellcheck shell=bash
# The small commands.

command_help() {
	cat <<-'HELP'
		Usage: ./dev COMMAND [--obs 30|32] [--show] [--again] [--verbose] [ARGUMENTS]

		  build        build the plugin and its tests
		  test         build everything and run every test, with sanitizers and in both versions of OBS, unless it passed
		               with the same programs and files; with arguments for ctest or with --obs, only those tests, and
		               always:  ./dev test -R ChunkPlan
		  windows      compile every source for Windows with mingw-w64, as \`./dev test\` does; nothing is linked or run
		  shell        a shell (or one command) where everything is installed:  ./dev shell cmake --version
		  demo         record, post and watch it arrive, in real OBS against a stand-in for TikTok
		  run          OBS on your screen with the plugin, against the stand-in, for you to use
		  screenshot   every state of the dock in three sizes and both themes, into artifacts/; docs/dock.png is one of them;
		               in another language:  ./dev screenshot --language de-DE
		  faults       posts through a TikTok in trouble, killed a thousand times on the way; `faults --help` for more
		  fuzz         every parser of foreign bytes, a minute each, or one for longer:  ./dev fuzz StatusReply 600
		  bench        times remuxing beside ffmpeg and uploading beside curl, in one run
		  live         posts while OBS streams over a narrow line, in a network of its own; \`live --help\` for more
		  format       put the sources into the house's style
		  lint         style, shell scripts and static analysis
		  package      a Debian package, into artifacts/; installed in a copy of the root and loaded by OBS
		  clean        remove this checkout's build folders; `clean --all` also the shared roots and caches
		  help         this text

		  --obs 30     Debian 13: OBS 30, Qt 6.8 (the default)
		  --obs 32     Debian unstable: OBS 32, Qt 6.11
		  --show       use your own screen instead of a hidden one
		  --again      \`test\` also tries what passed already with just these programs and files
		  --verbose    show every step's output as it comes

		The first run sets everything up, which takes a few minutes and about 2 GB for each OBS; nothing is installed
		outside the cache folder but the tools that make such a root folder.
	HELP
}

command_shell() {
	ensure "$suite" || return
	if (($#)); then
		inside "$suite" "$@"
	else
		say "OBS $obs, Debian $suite. This checkout is the only folder of yours in here; exit leaves it."
		inside "$suite" bash -i
	fi
}

# Real OBS with the plugin, against the sandbox: a played-through demo, pictures of it, or OBS for you to use.
in_obs() { # SCRIPT [ARGUMENT...]
	local script=$1
	shift
	! $show || set -- --show "$@"
	ensure "$suite" && build "$suite" '' "$end_to_end_target" || return
	inside "$suite" python3 "$source_dir/tests/end-to-end/$script.py" \
		--build "$(build_dir "$suite")" --obs "$obs" "$@"
}

command_demo() {
	in_obs demo "$@"
}

command_screenshot() {
	mkdir -p "$source_dir/artifacts"
	in_obs screenshot --to "$source_dir/artifacts" "$@"
}

command_live() {
	in_obs live "$@"
}

command_run() {
	show=true
	in_obs run "$@"
}

command_bench() {
	ensure "$suite" && build "$suite" '' bench-direct-post bench-steps || return
	local dir failed=false
	dir=$(build_dir "$suite")/tests/bench
	inside "$suite" "$dir/bench-direct-post" || failed=true
	inside "$suite" "$dir/bench-steps" || failed=true
	! $failed
}

# From the corpus in the tree and from what earlier runs found; only a crash leaves anything in the checkout.
command_fuzz() { # [TARGET] [SECONDS]
	local target duration_s=${2:-60} failed=false targets
	targets=$(find "$source_dir/tests/fuzz/corpus" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort)
	if (($#)); then
		grep -qxF "$1" <<<"$targets" || die "There is no target '$1'. There are: ${targets//$'\n'/, }."
		targets=$1
	fi
	ensure "$suite" && build "$suite" fuzz fuzz || return
	mkdir -p "$source_dir/artifacts"
	for target in $targets; do
		mkdir -p "$cache_dir/fuzz/$target"
		hint="artifacts/fuzz-$target-* is the input; mend what it breaks and move it, under a name that says what it is,
                 to tests/fuzz/corpus/$target: there it is a test." \
			step "Fuzzing $target" inside "$suite" env ASAN_SYMBOLIZER_PATH=/usr/bin/addr2line \
			UBSAN_OPTIONS=print_stacktrace=1 \
			"$(build_dir "$suite" fuzz)/tests/fuzz/fuzz-$target" \
			-max_total_time="$duration_s" -timeout=10 -max_len=8192 -print_final_stats=1 \
			-artifact_prefix="$source_dir/artifacts/fuzz-$target-" \
			"$cache_dir/fuzz/$target" "$source_dir/tests/fuzz/corpus/$target" || failed=true
		grep -E 'number_of_executed_units|rule was broken' "$last_log" | sed 's/^stat::/     /' || true
	done
	! $failed
}

command_faults() {
	ensure "$suite" && build "$suite" '' fault-suite || return
	inside "$suite" "$(build_dir "$suite")/tests/faults/fault-suite" --artifacts "$source_dir/artifacts/faults" "$@"
}

sources() {
	git -C "$source_dir" ls-files --cached --others --exclude-standard --deduplicate -- '*.cpp' '*.hpp' '*.h' '*.mm'
}

command_format() {
	local files
	mapfile -t files < <(sources)
	ensure "$suite" && cd "$source_dir" && step "Formatting ${#files[@]} files" inside "$suite" clang-format -i "${files[@]}"
}

command_lint() {
	local files failed=false
	mapfile -t files < <(sources)
	ensure "$suite" && cd "$source_dir" || return
	hint='./dev format does it for you.' \
		step "Style" inside "$suite" clang-format --dry-run --Werror "${files[@]}" || failed=true
	step "Shell scripts" inside "$suite" shellcheck --external-sources --check-sourced dev .ci/run scripts/dev/check-installed ||
		failed=true
	# A build folder of its own knows every file by itself; only what Qt generates is built there.
	build "$suite" lint autogen || return
	hint='each finding names its check; .clang-tidy says which are on.' \
		step "Static analysis" inside "$suite" run-clang-tidy -quiet -j "$(nproc)" -p "$(build_dir "$suite" lint)" \
		"$source_dir/(src|tests)/.*" || failed=true
	! $failed
}

command_clean() {
	rm -rf "${source_dir:?}/build" "$source_dir/artifacts"
	say "Removed this checkout's build folders."
	if [[ ${1:-} == --all ]]; then
		rm -rf --one-file-system "${cache_dir:?}"
		say "Removed $cache_dir."
	fi
}
