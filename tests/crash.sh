#!/usr/bin/env bash
# A rebuild of a table with rows, killed at 50 moments and run out of disk at 10 sizes: the database is
# the old one or the new one, never a mixture, and the next run succeeds.
#
#	tests/crash.sh PROGRAM
#
# The moments are spread over the time that one upgrade takes here, so that they fall before, within and
# behind the transaction on any machine. A full disk is a limit on the size of files (ulimit -f): SQLite
# sees the failing write, and the journal is there to go back.
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

# Everything of the database but when and how long.
state() {
	sqlite3 "$1" "SELECT sql FROM sqlite_schema ORDER BY name; SELECT * FROM users; SELECT * FROM posts;
		SELECT * FROM sqlite_sequence; SELECT * FROM schemac_version;
		SELECT revision, direction FROM schemac_history; PRAGMA integrity_check" | sha256sum
}

begin() {
	rm -f app.db app.db-journal app.db-wal app.db-shm
	cp old.db app.db
}

# $1: what was done to the run that just ended
check() {
	local now
	now=$(state app.db)
	[ "$now" = "$old" ] || [ "$now" = "$new" ] || {
		echo "a mixture after $1"
		exit 1
	}
	[ "$now" = "$new" ] || unfinished=$((unfinished + 1))
	"$program" upgrade -q || {
		echo "the run after $1 fails"
		exit 1
	}
	[ "$(state app.db)" = "$new" ] || {
		echo "the run after $1 does something else"
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
echo "killed 50 times: $unfinished times the old database was left"

unfinished=0
pages=$(($(stat -c %s old.db) / 1024))
for part in $(seq 10); do
	begin
	(
		trap '' XFSZ
		ulimit -f $((pages * (10 + part) / 20))
		"$program" upgrade -q
	) >/dev/null 2>&1 || true
	check "running out of disk ($part)"
done
echo "out of disk 10 times: $unfinished times the old database was left"
[ $unfinished -gt 0 ]
