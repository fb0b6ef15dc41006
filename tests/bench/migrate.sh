#!/usr/bin/env bash
# Measures `schemac upgrade` with a long history, and compares with the engine's shell: with the
# same statements in one transaction, and with the script of `schemac upgrade --sql`.
#
#	tests/bench/migrate.sh SCHEMAC [COUNT…]	(of a release build)
#
# The shell is sqlite3, or psql if SCHEMAC_POSTGRESQL is set to the file that tests/postgresql.sh
# writes. psql is run from its own folder, because the command of that name on Debian is a script
# that takes longer to start. Prints medians of five runs in milliseconds, and the ratio of upgrade
# and shell, which should be below 1.3.
set -euo pipefail
program=$(realpath "$1")
shift
counts=("${@:-1000}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# history COUNT: writes the revisions; every twentieth creates a table, the others add one column
# each.
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
	"$program" upgrade --sql --allow-unreviewed --url "$url" >offline.sql
}

milliseconds() { # COMMAND…: prints its time, including the start of the process
	local begun=$EPOCHREALTIME
	"$@" >/dev/null
	local ended=$EPOCHREALTIME
	echo "$(((${ended/./} - ${begun/./}) / 1000))"
}

median() {
	sort -n | sed -n 3p
}

if [ -n "${SCHEMAC_POSTGRESQL-}" ]; then
	PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$SCHEMAC_POSTGRESQL")
	export PGHOST PGUSER=schemac PGDATABASE=bench_$$
	psql=$(printf '%s\n' /usr/lib/postgresql/*/bin/psql | sort -V | tail -1)
	createdb "$PGDATABASE"
	trap 'rm -rf "$folder"; dropdb -f "$PGDATABASE"' EXIT
	url=postgresql:///
	script() { "$psql" -Xq -v ON_ERROR_STOP=1 -f "$1"; }
	empty() { script /dev/stdin <<<'SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public'; }
else
	url=sqlite:///bench.db
	script() { sqlite3 bench.db <"$1"; }
	empty() { rm -f bench.db; }
fi
shell() { script shell.sql; }
offline() { script offline.sql; }
upgrade() { "$program" upgrade -q --allow-unreviewed --url "$url"; }

# one NAME COMMAND: measures the command with an empty database.
one() {
	empty
	milliseconds "$2" >>"$1.ms"
}

printf '%9s %9s %9s %9s %9s %6s\n' revisions shell upgrade nothing offline ratio
for count in "${counts[@]}"; do
	history "$count"
	rm -f ./*.ms
	for _ in 1 2 3 4 5; do
		one shell shell
		one offline offline
		one upgrade upgrade
		milliseconds upgrade >>nothing.ms
	done
	for name in shell upgrade nothing offline; do
		declare "$name=$(median <$name.ms)"
	done
	printf '%9d %9s %9s %9s %9s %6s\n' "$count" "$shell" "$upgrade" "$nothing" "$offline" \
		"$((upgrade * 100 / shell / 100)).$(printf %02d $((upgrade * 100 / shell % 100)))"
done
