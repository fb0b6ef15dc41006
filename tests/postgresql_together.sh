#!/usr/bin/env bash
# Runs several upgrades of one PostgreSQL database in parallel: ten upgrades, one of which creates
# an index concurrently while the others wait; an upgrade that waits for a lock and gets it; and one
# that does not get the lock, reports its owner, and leaves the database unchanged.
#
#	tests/postgresql_together.sh PROGRAM CLUSTER
#
# CLUSTER is the file that tests/postgresql.sh wrote.
set -euo pipefail
program=$(realpath "$1")
PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$2")
export PGHOST PGUSER=schemac LC_ALL=C SOURCE_DATE_EPOCH=1795255200 ASAN_OPTIONS=detect_leaks=0
unset CI
scratch=$(mktemp -d)
databases=()
clean_up() {
	cd /
	rm -rf "$scratch"
	for database in "${databases[@]}"; do
		dropdb --if-exists -f "$database" 2>/dev/null
	done
}
trap clean_up EXIT
cd "$scratch"

failed=0
fail() {
	echo "$*"
	failed=1
}

ask() { # DATABASE QUERY
	psql -AXtq -d "$1" -c "$2"
}

new_database() { # sets `database`
	database=together_$$_${#databases[@]}
	databases+=("$database")
	createdb "$database"
	ask "$database" 'CREATE TABLE busy (x int)'
}

# revision NUMBER SECTION STATEMENT: writes revision rNUMBER, whose parent is the previous number.
revision() {
	{
		printf -- '-- Change %d\n--\n-- revision: r%d\n-- revises: %s\n\n' "$1" "$1" "${1/#1/}"
		printf -- '-- schemac: upgrade %s\n%s\n\n-- schemac: downgrade\n' "$2" "$3"
	} | sed "s/^-- revises: $1\$/-- revises: r$(($1 - 1))/" >"versions/r$1.sql"
	printf '{"format": 1, "objects": {}, "parents": [%s], "revision": "r%d"}\n' \
		"$([ "$1" -eq 1 ] || echo "\"r$(($1 - 1))\"")" "$1" >"versions/r$1.json"
}

mkdir versions
printf '[schemac]\ndialects = postgresql\nlock_timeout = 300\n' >schemac.ini
revision 1 postgresql 'CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 20000);'
revision 2 'postgresql no-transaction' 'CREATE INDEX CONCURRENTLY IF NOT EXISTS t_a ON t (a);'
revision 3 postgresql 'ALTER TABLE t ADD COLUMN b int; UPDATE t SET b = a;'
revision 4 'postgresql no-transaction' 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_b ON t (b);'
revision 5 postgresql 'ALTER TABLE busy ADD COLUMN y int;'
upgrade() { # DATABASE [REVISION]
	"$program" upgrade "${2-head}" -q --allow-unreviewed --url "postgresql:///$1"
}

# hold DATABASE SECONDS: locks the table in the background, and returns when the lock is granted.
hold() {
	psql -qX -d "$1" -c "BEGIN; LOCK TABLE busy IN ACCESS SHARE MODE; SELECT pg_sleep($2)" >/dev/null 2>&1 &
	holder=$!
	for _ in $(seq 600); do
		[ "$(ask "$1" "SELECT count(*) FROM pg_locks WHERE relation = 'busy'::regclass")" != 1 ] || return 0
		sleep 0.05
	done
	echo "the table is not locked after 30 seconds"
	return 1
}

# This upgrade reaches its lock timeout after half a minute; the other tests run in the meantime.
new_database
blocked=$database
upgrade "$blocked" r4
hold "$blocked" 60
blocker=$holder
upgrade "$blocked" >blocked.out 2>&1 &
waiting=$!

new_database
for i in 1 2 3 4 5 6 7 8 9 10; do
	upgrade "$database" >"ten.$i" 2>&1 &
	ten[i]=$!
done
for i in 1 2 3 4 5 6 7 8 9 10; do
	wait "${ten[i]}" || fail "one of ten parallel upgrades fails: $(cat "ten.$i")"
done
applied=$(ask "$database" "SELECT string_agg(revision, ' ' ORDER BY id) FROM schemac_history")
[ "$applied" = 'r1 r2 r3 r4 r5' ] || fail "ten parallel upgrades applied $applied"
valid=$(ask "$database" "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid")
[ "$valid" = 2 ] || fail "ten parallel upgrades created $valid valid indexes"

new_database
hold "$database" 2
upgrade "$database" || fail 'an upgrade fails although it gets the lock'
version=$(ask "$database" 'SELECT version_num FROM schemac_version')
[ "$version" = r5 ] || fail "the upgrade that got the lock ends at $version"
wait "$holder" || true

status=0
wait "$waiting" || status=$?
[ $status -eq 4 ] || fail "the upgrade that did not get the lock ends with status $status"
grep -q 'r5.sql:7:1: error: .*lock timeout; the lock is held by session [0-9]* (psql of schemac, active: BEGIN; LOCK' \
	blocked.out || fail "the message does not name the owner of the lock: $(cat blocked.out)"
version=$(ask "$blocked" "SELECT version_num FROM schemac_version")
columns=$(ask "$blocked" "SELECT count(*) FROM pg_attribute WHERE attrelid = 'busy'::regclass AND attnum > 0")
[ "$version $columns" = 'r4 1' ] || fail "the failed upgrade left $version and a table with $columns columns"
kill "$blocker" 2>/dev/null || true
ask "$blocked" 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()' >/dev/null
upgrade "$blocked" || fail 'the next try fails'
exit $failed
