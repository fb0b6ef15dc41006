#!/usr/bin/env bash
# Runs one golden case and compares its output with the expected one.
#
#	tests/case.sh [-u] PROGRAM FOLDER
#
# PROGRAM  the schemac to test
# FOLDER   the case: `cmd`, `expected`, and the files that the session uses
# -u       write `expected` instead of comparing (also: SCHEMAC_BLESS=1 in the environment)
#
# `cmd` is a session as a user would type it. A line that begins with "$ " is a command for bash;
# lines that begin with neither "$ " nor "#" continue the command above them. The transcript
# contains each command, its output on both streams, and "exit N" if the exit status is not 0. Lines
# that begin with "#" are copied. All commands run in one shell, so that `cd` and variables affect
# the commands that follow:
#
#	# a new field is drift
#	$ sed -i 's/bio;/bio; char phone[21];/' user.h
#	$ schemac check user.h
#
# The session runs in a copy of FOLDER outside any git repository, with `schemac` and the programs
# of tests/cases/GROUP/bin and tests/cases/bin in PATH, an empty HOME, no configuration of git or
# sqlite3, LC_ALL=C, TZ=UTC, and SOURCE_DATE_EPOCH and git's dates at 2026-11-21T10:00:00Z. Paths of
# the copy are shown as /scratch/case/….
#
# If SCHEMAC_POSTGRESQL is set, to the file that tests/postgresql.sh writes, PGHOST, PGUSER and
# PGDATABASE select an empty database for this case on that cluster.
set -euo pipefail

bless=${SCHEMAC_BLESS:-}
if [ "${1-}" = -u ]; then
	bless=1
	shift
fi
program=$(realpath "$1")
folder=$(realpath "$2")

scratch=$(realpath "$(mktemp -d)")
database=case_$$
pg_host=
if [ -n "${SCHEMAC_POSTGRESQL-}" ]; then
	pg_host=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$SCHEMAC_POSTGRESQL")
	createdb -h "$pg_host" -U schemac "$database"
fi
clean_up() {
	chmod -R u+rwX "$scratch" && rm -rf "$scratch"
	[ -z "$pg_host" ] || dropdb -f -h "$pg_host" -U schemac "$database"
}
trap clean_up EXIT
mkdir "$scratch/home" "$scratch/bin" "$scratch/case"
ln -s "$program" "$scratch/bin/schemac"
cp -a "$folder/." "$scratch/case"
rm -f "$scratch/case/cmd" "$scratch/case/expected"

# run_command COMMAND: prints the command, runs it in this shell, and prints its exit status.
run_command() {
	local command=$1 case_status=0
	while [[ $command == *$'\n' ]]; do
		command=${command%$'\n'}
	done
	printf '$ %s\n' "$command"
	eval "$command" </dev/null || case_status=$?
	[ $case_status -eq 0 ] || echo "exit $case_status"
}

session() {
	local line command=
	cd "$scratch/case"
	while IFS= read -r line || [ -n "$line" ]; do
		case $line in
		'$ '* | '#'*)
			[ -z "$command" ] || run_command "$command"
			command=
			;;
		esac
		case $line in
		'$ '*) command=${line#'$ '} ;;
		'#'*) printf '%s\n' "$line" ;;
		*) [ -z "$command" ] || command+=$'\n'$line ;;
		esac
	done <"$folder/cmd"
	[ -z "$command" ] || run_command "$command"
}

# Replaces the environment of the caller by that of the session.
clean_environment() {
	local name
	for name in $(compgen -e); do
		unset "$name" 2>/dev/null || true
	done
	export PATH="$scratch/bin:${folder%/*}/bin:${folder%/*/*}/bin:/usr/local/bin:/usr/bin:/bin"
	export HOME="$scratch/home" LC_ALL=C TZ=UTC
	export TERM=dumb SOURCE_DATE_EPOCH=1795255200 PWD
	export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
	export GIT_AUTHOR_NAME='Ada Author' GIT_AUTHOR_EMAIL=ada@example.com
	export GIT_COMMITTER_NAME='Ada Author' GIT_COMMITTER_EMAIL=ada@example.com
	export GIT_AUTHOR_DATE='1795255200 +0000' GIT_COMMITTER_DATE='1795255200 +0000'
	if [ -n "$pg_host" ]; then
		export PGHOST="$pg_host" PGUSER=schemac PGDATABASE="$database"
	fi
	export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
	# The leak check crashes if it scans the thread-local data of a module that was unloaded.
	export LSAN_OPTIONS=use_tls=0:print_suppressions=0
}

transcript=$scratch/transcript
(
	clean_environment
	set +eu
	session
) >"$transcript" 2>&1
sed -i "s#$scratch#/scratch#g" "$transcript"

expected=$folder/expected
if [ -n "$bless" ]; then
	cmp -s "$transcript" "$expected" || { cp "$transcript" "$expected" && echo "blessed $expected"; }
	exit 0
fi
[ -e "$expected" ] || expected=/dev/null
diff -u --label expected --label actual "$expected" "$transcript" || {
	echo "to accept this output: tests/case.sh -u $program $folder"
	exit 1
}
