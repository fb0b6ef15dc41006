#!/usr/bin/env bash
# Measures upgrades by the runtime, and compares with the same statements in one transaction in the
# sqlite3 shell.
#
#	tests/bench/upgrade.sh BENCH_UPGRADE [COUNT…]	(the target bench_upgrade of a release build)
#
# Prints medians of five runs in milliseconds, and their ratio, which should be below 1.3.
set -euo pipefail
program=$(realpath "$1")
shift
counts=("${@:-1000}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

milliseconds() { # COMMAND…: prints its time, including the start of the process
	local begun=$EPOCHREALTIME
	"$@" >/dev/null
	local ended=$EPOCHREALTIME
	echo "$(((${ended/./} - ${begun/./}) / 1000)).$(((${ended/./} - ${begun/./}) % 1000 / 100))"
}

median() {
	sort -n | sed -n 3p
}

shell() {
	sqlite3 shell.db <script.sql
}

printf '%9s %9s %9s %6s %9s\n' revisions sqlite3 runtime ratio nothing
for count in "${counts[@]}"; do
	"$program" "$count" --sql >script.sql
	: >shell.ms >runtime.ms >nothing.ms
	for _ in 1 2 3 4 5; do
		rm -f ./*.db
		milliseconds shell >>shell.ms
		milliseconds "$program" "$count" runtime.db >>runtime.ms
		milliseconds "$program" "$count" runtime.db >>nothing.ms
	done
	for name in shell runtime nothing; do
		median <$name.ms >$name.median
	done
	paste shell.median runtime.median nothing.median | awk -v count="$count" \
		'{ printf "%9d %9.1f %9.1f %6.2f %9.1f\n", count, $1, $2, $2 / $1, $3 }'
done
