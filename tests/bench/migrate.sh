#!/usr/bin/env bash
# `schemac upgrade` of a long history beside the sqlite3 shell, which runs the same statements in one
# transaction, and beside the shell running what `schemac upgrade --sql` writes.
#
#	tests/bench/migrate.sh SCHEMAC [COUNT…]	(of a release build)
#
# Prints medians of five runs in milliseconds, and upgrade / sqlite3 (goal: 1.3, DESIGN section 12).
set -euo pipefail
program=$(realpath "$1")
shift
counts=("${@:-1000}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# history COUNT: every twentieth revision makes a table, the others add a column each.
history() {
	rm -rf versions && mkdir versions
	awk -v count="$1" 'BEGIN {
		for (i = 0; i < count; i++) {
			id = sprintf("%012x", i + 1)
			parent = i > 0 ? sprintf("%012x", i) : ""
			table = "t" int(i / 20)
			up = i % 20 == 0 ? "CREATE TABLE " table " (id INTEGER PRIMARY KEY, a TEXT);" \
				: "ALTER TABLE " table " ADD COLUMN c" i % 20 " TEXT;"
			file = "versions/" id "_change"
			printf "-- Change %d\n--\n-- revision: %s\n-- revises: %s\n\n" \
				"-- schemac: upgrade\n%s\n\n-- schemac: downgrade\n", i, id, parent, up \
				>(file ".sql")
			printf "{\"format\": 1, \"objects\": {}, \"parents\": [%s], \"revision\": \"%s\"}\n", \
				parent == "" ? "" : "\"" parent "\"", id >(file ".json")
			close(file ".sql"); close(file ".json")
			print up
		}
	}' >statements
	{ echo "BEGIN;"; cat statements; echo "COMMIT;"; } >shell.sql
	echo '[schemac]' >schemac.ini
	"$program" upgrade --sql --allow-unreviewed >offline.sql
}

milliseconds() { # COMMAND…: how long it takes, the start of the process included
	local begun=$EPOCHREALTIME
	"$@" >/dev/null
	local ended=$EPOCHREALTIME
	echo "$(((${ended/./} - ${begun/./}) / 1000))"
}

median() {
	sort -n | sed -n 3p
}

shell() { sqlite3 shell.db <shell.sql; }
offline() { sqlite3 offline.db <offline.sql; }
upgrade() { "$program" upgrade -q --allow-unreviewed --url sqlite:///upgrade.db; }

printf '%9s %9s %9s %9s %9s %6s\n' revisions sqlite3 upgrade nothing offline ratio
for count in "${counts[@]}"; do
	history "$count"
	rm -f ./*.ms
	for _ in 1 2 3 4 5; do
		rm -f ./*.db
		milliseconds shell >>shell.ms
		milliseconds upgrade >>upgrade.ms
		milliseconds upgrade >>nothing.ms
		milliseconds offline >>offline.ms
	done
	for name in shell upgrade nothing offline; do
		declare "$name=$(median <$name.ms)"
	done
	printf '%9d %9s %9s %9s %9s %6s\n' "$count" "$shell" "$upgrade" "$nothing" "$offline" \
		"$((upgrade * 100 / shell / 100)).$(printf %02d $((upgrade * 100 / shell % 100)))"
done
