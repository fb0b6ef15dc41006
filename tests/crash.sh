#!/usr/bin/env bash
# Kills the rebuild of a table with rows at 50 moments, and runs it with 10 sizes of a full disk.
# The database must be in the old or in the new state, never in a mixture, and the next run must
# succeed.
#
#	tests/crash.sh PROGRAM
#
# The moments are spread over the time of one upgrade on this machine, so that they are before, in
# and after the transaction. The full disk is a limit on the size of files (ulimit -f): a write of
# SQLite fails, and it rolls back with the journal.
set -euo pipefail

program=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export LC_ALL=C SOURCE_DATE_EPOCH=1795255200 ASAN_OPTIONS=detect_leaks=0
unset CI

model() {
	cat >model.h <<END
#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY SC_AUTOINCREMENT;
	char name[65]$1;
	char *bio;
};

struct post {
	SC_TABLE(posts)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int64_t author_id SC_REFERENCES(users, id, on_delete(cascade));
};
END
}

printf '[schemac]\nmodels = model.h\nversion_locations = versions\nurl = sqlite:///app.db\n' >schemac.ini
mkdir versions
model ''
"$program" revision --autogenerate -q && "$program" review --yes -q && "$program" upgrade -q
sqlite3 app.db "
	WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)
	INSERT INTO users (id, name, bio) SELECT i, 'name ' || i, hex(zeroblob(100)) FROM n;
	INSERT INTO posts (author_id) SELECT id FROM users;
	DELETE FROM users WHERE id = 8000"
mv app.db old.db
model ' SC_UNIQUE'
"$program" revision --autogenerate -q && "$program" review --yes -q

# A digest of the database without times and durations.
state() {
	sqlite3 "$1" "SELECT sql FROM sqlite_schema ORDER BY name; SELECT * FROM users; SELECT * FROM posts;
		SELECT * FROM sqlite_sequence; SELECT * FROM schemac_version;
		SELECT revision, direction FROM schemac_history; PRAGMA integrity_check" | sha256sum
}

begin() {
	rm -f app.db app.db-journal app.db-wal app.db-shm
	cp old.db app.db
}

# check EVENT: checks the database after a run that EVENT ended.
check() {
	local now
	now=$(state app.db)
	[ "$now" = "$old" ] || [ "$now" = "$new" ] || {
		echo "the database is in a mixed state after $1"
		exit 1
	}
	[ "$now" = "$new" ] || unfinished=$((unfinished + 1))
	"$program" upgrade -q || {
		echo "the run after $1 fails"
		exit 1
	}
	[ "$(state app.db)" = "$new" ] || {
		echo "the run after $1 has a different result"
		exit 1
	}
}

begin
old=$(state app.db)
from=$(date +%s%N)
"$program" upgrade -q
took=$((($(date +%s%N) - from) / 1000))
new=$(state app.db)
[ "$old" != "$new" ]

unfinished=0
for moment in $(seq 50); do
	begin
	after=$((took * moment / 50))
	"$program" upgrade -q >/dev/null 2>&1 &
	victim=$!
	sleep "$((after / 1000000)).$(printf %06d $((after % 1000000)))"
	kill -KILL $victim 2>/dev/null || true
	wait $victim 2>/dev/null || true
	check "SIGKILL at $after µs of $took"
done
echo "killed 50 times: $unfinished times the database was in the old state"

unfinished=0
pages=$(($(stat -c %s old.db) / 1024))
for part in $(seq 10); do
	begin
	(
		trap '' XFSZ
		ulimit -f $((pages * (10 + part) / 20))
		"$program" upgrade -q
	) >/dev/null 2>&1 || true
	check "a full disk ($part)"
done
echo "disk full 10 times: $unfinished times the database was in the old state"
[ $unfinished -gt 0 ]
