# shellcheck shell=bash
# What the person at the terminal sees: titles, one line of progress per step, and what to do when a step failed.

find_terminal() {
	on_terminal=false
	[[ ! -t 1 || -n ${CI:-} ]] || on_terminal=true
}

find_terminal

say() {
	printf '%s\n' "$*"
}

die() {
	printf 'dev: %s\n' "$*" >&2
	exit 1
}

# Every run keeps one log per step in a folder of its own; the last twenty runs are kept.
start_logging() { # COMMAND
	log_dir=$cache_dir/logs/$(date +%Y%m%d-%H%M%S)-$1-$$
	background=()
	trap stop_background EXIT
	trap 'say; exit 130' INT
	trap 'exit 143' TERM
}

make_log_dir() {
	[[ ! -d $log_dir ]] || return 0
	mkdir -p "$log_dir"
	local old
	find "$cache_dir/logs" -mindepth 1 -maxdepth 1 -type d | sort | head -n -20 | while read -r old; do rm -rf "$old"; done
}

stop_background() {
	((${#background[@]} == 0)) || kill "${background[@]}" 2>/dev/null || true
}

elapsed() { # SECONDS
	printf '%d:%02d' $(($1 / 60)) $(($1 % 60))
}

last_line() { # FILE
	tail -c 400 "$1" 2>/dev/null | tr '\r' '\n' | sed 's/\x1b\[[0-9;]*[mK]//g' | grep -v '^\s*$' | tail -n 1 || true
}

# On a terminal one line that keeps moving; elsewhere a line a minute, so that nobody takes a long step for a hang.
show_progress() { # TITLE LOG
	local frames='|/-=' tick=0 started=$SECONDS interval_s=60 never width line
	! $on_terminal || interval_s=0.2
	exec {never}<> <(:)
	# `read` from a pipe that never speaks: a sleep that ends with this shell. The loop ends with the script.
	while kill -0 $$ 2>/dev/null; do
		read -r -t "$interval_s" -u "$never" || true
		line="$1  $(elapsed $((SECONDS - started)))  $(last_line "$2")"
		if $on_terminal; then
			width=$(tput cols 2>/dev/null || printf 80)
			line="${frames:tick++ % 4:1}    $line"
			printf '\r\033[K%s' "${line:0:width - 1}"
		else
			say "...  $line"
		fi
	done
}

# Runs a command with its output in a log. `hint=... step ...` says what to do if it fails.
step() { # TITLE COMMAND...
	local title=$1 started=$SECONDS status=0 log progress
	shift
	make_log_dir
	log=$log_dir/$(tr -cs 'A-Za-z0-9' '-' <<<"$title" | sed 's/-*$//').log
	if $verbose; then
		say "---- $title"
		"$@" 2>&1 </dev/null | tee "$log" || status=$?
	else
		show_progress "$title" "$log" &
		progress=$!
		background+=("$progress")
		"$@" >"$log" 2>&1 </dev/null || status=$?
		kill "$progress" 2>/dev/null || true
		wait "$progress" 2>/dev/null || true
		! $on_terminal || printf '\r\033[K'
	fi
	last_log=$log
	if ((status == 0)); then
		say "ok   $title  $(elapsed $((SECONDS - started)))"
	else
		say "FAIL $title  $(elapsed $((SECONDS - started)))"
		explain_failure "$log"
	fi
	return "$status"
}

explain_failure() { # LOG
	$verbose || tail -n 30 "$1" | sed 's/^/     | /'
	say "     Everything it said: $1"
	[[ -z ${hint:-} ]] || say "     What to do: $hint"
}

# Runs a function once per argument, all at once; fails if one of them failed.
in_parallel() { # FUNCTION ARGUMENT...
	local function=$1 argument pid pids=() status=0
	shift
	if (($# == 1)); then
		"$function" "$1"
		return
	fi
	on_terminal=false # one moving line cannot tell of two things
	for argument; do
		"$function" "$argument" &
		pids+=($!)
	done
	background+=("${pids[@]}")
	for pid in "${pids[@]}"; do
		wait "$pid" || status=$?
	done
	find_terminal
	return "$status"
}
