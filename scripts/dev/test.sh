# shellcheck shell=bash
# Every test there is: the end-to-end ones in both versions of OBS; or, with arguments for ctest, some of them.

command_test() { # [CTEST-ARGUMENT...]
	make_log_dir
	get_clients
	if (($#)) || $obs_given; then
		again=true
		ensure "$suite" && build "$suite" && run_ctest "Testing with OBS $obs" "$suite" '' "$@"
	else
		ensure trixie sid && test_everything
	fi
}

# All is compiled before anything is timed; one part that fails does not hide what the others have to say. Unit and
# integration tests run where they see most, under the sanitizers; what users get is what the end-to-end and fault tests
# run.
test_everything() {
	local failed=false
	in_parallel build_for_tests trixie sid || return
	in_parallel build_for_tests asan tsan windows || failed=true

	run_sanitized "With AddressSanitizer" asan -L 'unit|integration' -E "$plain_tests" -j "$at_once" || failed=true
	run_sanitized "Threads with ThreadSanitizer" tsan -R "$threaded_tests" -E "$same_threads" -j "$at_once" || failed=true
	in_parallel test_plain faults corpus || failed=true
	in_parallel test_in_obs trixie sid || try_alone trixie sid || failed=true

	summarize
	! $failed
}

# Side by side: by itself, each would let a processor rest while its last objects are compiled.
build_for_tests() { # trixie | sid | asan | tsan | windows
	case $1 in
	trixie) build trixie '' "${plain_targets[@]}" ;;
	sid) build sid '' "$end_to_end_target" "$corpus_target" ;;
	asan) build trixie asan ;;
	tsan) build trixie tsan "${threaded_targets[@]}" ;;
	windows) compile_for_windows ;;
	esac
}

end_to_end_target=end-to-end
# The benches are only compiled: nothing else would notice one that no longer fits.
plain_targets=("$end_to_end_target" fault-suite test-memory test-module bench-direct-post bench-steps)
plain_tests='^(faults|memory|module)\.'
threaded_targets=(test-publish test-publish-sandbox test-tsan)
threaded_tests='^((integration\.)?publish|tsan)\.'
same_threads='/Fault\.' # one upload after the other, each with another fault of the server
corpus_target=test-media-corpus
corpus_tests='^media-corpus\.'
at_once=$(($(nproc) * 3)) # most wait more than they compute
readonly end_to_end_target plain_targets plain_tests threaded_targets threaded_tests same_threads corpus_target corpus_tests at_once

# What was too late beside five others is seen once more, alone. What a sanitizer reported has failed.
run_sanitized() { # TITLE KIND CTEST-ARGUMENT...
	local title=$1 kind=$2
	shift 2
	run_ctest "$title" trixie "$kind" "$@" && return
	! grep -qE 'Sanitizer: |runtime error: ' "$last_log" && once_more "${title,}" trixie "$kind"
}

once_more() { # WHERE SUITE KIND
	run_ctest "Once more, alone, $1" "$2" "$3" --rerun-failed
}

# The ones wait, the others compute.
test_plain() { # faults | corpus
	case $1 in
	faults) run_ctest "Faults, memory and exports" trixie '' -R "$plain_tests" ;;
	corpus) run_ctest "Media with the FFmpeg of sid" sid '' -R "$corpus_tests" -j "$(nproc)" ;;
	esac
}

test_in_obs() { # SUITE
	run_ctest "End to end in OBS from $1" "$1" '' -L end-to-end -j 2 || { touch "$log_dir/failed-in-$1"; return 1; }
}

# Four OBS that draw in software keep two processors busy: what was too late among them is seen once more, alone. What
# fails twice has failed.
try_alone() { # SUITE...
	local suite status=0
	for suite; do
		[[ ! -e $log_dir/failed-in-$suite ]] ||
			once_more "in OBS from $suite" "$suite" '' || status=1
	done
	return "$status"
}

run_ctest() { # TITLE SUITE KIND [CTEST-ARGUMENT...]
	local title=$1 suite=$2 dir status=0 options=()
	dir=$(build_dir "$suite" "$3")
	! $again || options+=(--again)
	shift 3
	hint=${hint:-./dev test -R NAME runs one of them again, where NAME is a test, not its share.} step "$title" inside "$suite" \
		env ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
		python3 -B "$source_dir/scripts/dev/ctest_changed.py" --build "$dir" --system "$(stamp_of "$suite")" "${options[@]}" \
		--output-on-failure --no-tests=error "$@" || status=$?
	sed -n '/tests passed/,$p' "$last_log"
	printf '%s\t%s%s\n' "$title" "$(grep -m1 'tests passed' "$last_log" || printf 'did not run')" \
		"$(sed -n 's/^\([0-9]\+ passed before\)$/, \1/p' "$last_log")" >>"$log_dir/results"
	return "$status"
}

# Every source, with mingw-w64 against Debian's headers; nothing is linked.
compile_for_windows() {
	configure trixie windows && hint='./dev windows does it again.' run_ctest "Compiling for Windows" trixie windows
}

command_windows() {
	make_log_dir
	ensure trixie && compile_for_windows
}

summarize() {
	local title result passed=0 failed=0 before=0 suite
	declare -A failed_in=()
	say ''
	while IFS=$'\t' read -r title result; do
		printf '%-34s %s\n' "$title" "$result"
		suite=${title##* }
		if [[ $result =~ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]; then
			if [[ $title == 'Once more'* ]]; then
				((failed += BASH_REMATCH[1] - failed_in[$suite], passed += failed_in[$suite] - BASH_REMATCH[1])) || true
			else
				failed_in[$suite]=${BASH_REMATCH[1]}
				((failed += BASH_REMATCH[1], passed += BASH_REMATCH[2] - BASH_REMATCH[1])) || true
			fi
		fi
		[[ ! $result =~ ,\ ([0-9]+)\ passed\ before ]] || ((before += BASH_REMATCH[1])) || true
	done <"$log_dir/results"
	say ''
	say "$passed passed, $failed failed, $before passed before with the same programs and files"
}
