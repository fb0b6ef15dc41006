#!/usr/bin/env bash
# Ends upgrades on PostgreSQL at many moments: kills the tool, stops the server immediately and
# starts it again, or terminates the session. The database must be in the old or in the new state,
# never in a mixture, and the next run must succeed.
#
#	tests/postgresql_crash.sh PROGRAM
#
# The moments are spread over the time of one upgrade on this machine. SCHEMAC_MOMENTS is their
# number (30). The test starts a server for itself.
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
moments=${SCHEMAC_MOMENTS-30}
scratch=$(mktemp -d)
trap 'cd /; "$here/postgresql.sh" stop "$scratch/cluster"; rm -rf "$scratch"' EXIT
cd "$scratch"
"$here/postgresql.sh" start "$scratch/cluster"
PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' cluster)
export PGHOST PGUSER=schemac PGDATABASE=crash LC_ALL=C SOURCE_DATE_EPOCH=1795255200 ASAN_OPTIONS=detect_leaks=0
# The cluster of the tests does not wait for its log by default, and would lose the last commits in
# a crash.
export PGOPTIONS='-c synchronous_commit=on'
PATH=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1):$PATH
unset CI

model() {
	cat >model.h <<-END
		#include <schemac/model.h>
		#include <stdint.h>
		enum mood { SC_ENUM(mood) MOOD_OK SC_VALUE("ok"), $1 MOOD_ODD SC_VALUE("odd") };
		struct user {
			SC_TABLE(users)
			int64_t id SC_PRIMARY_KEY SC_IDENTITY;
			$2 name$3;
			char *bio;
			enum mood mood SC_DEFAULT(MOOD_OK);
			$4
		};
		struct post {
			SC_TABLE(posts)
			int64_t id SC_PRIMARY_KEY SC_IDENTITY;
			int64_t author_id SC_REFERENCES(users, id, on_delete(cascade));
		};
	END
}

mkdir versions
printf '[schemac]\nmodels = model.h\ndialects = postgresql\nurl = postgresql:///\n' >schemac.ini
model '' 'char' '[65]' ''
"$program" revision --autogenerate -q && "$program" review --yes -q
createdb crash
"$program" upgrade -q
psql -qX -v ON_ERROR_STOP=1 <<-END
	INSERT INTO users (name, bio) SELECT 'name ' || i, repeat('x', 50) FROM generate_series(1, 5000) i;
	INSERT INTO posts (author_id) SELECT id FROM users;
END
createdb -T crash old
# two revisions: a table rewrite, backfills, an index, and an enum with a new value
model 'MOOD_NEW SC_VALUE("new"),' 'char *' ' SC_NOT_NULL SC_UNIQUE' "char plan[21] SC_BACKFILL(\"'free'\");"
"$program" revision --autogenerate -q && "$program" review --yes --destructive -q
model 'MOOD_NEW SC_VALUE("new"),' 'char *' ' SC_NOT_NULL SC_UNIQUE SC_INDEXED' "char plan[21] SC_BACKFILL(\"'free'\"); int32_t n SC_BACKFILL(\"length(bio)\");"
"$program" revision --autogenerate -q && "$program" review --yes --destructive -q

# A digest of the database without times and durations.
state() {
	{
		pg_dump -s
		psql -AXtq -c 'SELECT * FROM schemac_version' -c 'SELECT revision, direction FROM schemac_history ORDER BY id' \
			-c 'SELECT * FROM users ORDER BY id' -c 'SELECT * FROM posts ORDER BY id'
	} | grep -v '^.\(un\)\?restrict' | sha256sum
}

# Restores the old database. Without the checkpoint, a copied sequence loses its last values in a
# crash (PostgreSQL 15, nextval_internal()), which is independent of schemac.
begin() {
	dropdb -f crash
	createdb -T old crash
	psql -qX -c CHECKPOINT
}

begin
old=$(state)
begun=$EPOCHREALTIME
"$program" upgrade -q
ended=$EPOCHREALTIME
span=$(((${ended/./} - ${begun/./}) * 11 / 10)) # microseconds
new=$(state)
[ "$old" != "$new" ] || { echo 'the upgrade changes nothing'; exit 1; }

failed=0 olds=0 news=0
for ((i = 0; i < moments; i++)); do
	begin
	"$program" upgrade -q >out 2>&1 &
	process=$!
	sleep "$(printf '0.%06d' $((span * i / moments % 1000000)))"
	case $((i % 3)) in
	0) kill -KILL $process 2>/dev/null || true ;;
	1) "$here/postgresql.sh" crash "$scratch/cluster" ;;
	2) psql -qX -d postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'crash'" \
		>/dev/null ;;
	esac
	status=0
	wait $process 2>/dev/null || status=$?
	# the session of a killed client ends when it next sends data
	for _ in $(seq 600); do
		sessions=$(psql -AXtq -d postgres -c "SELECT count(*) FROM pg_stat_activity WHERE datname = 'crash'")
		[ "$sessions" != 0 ] || break
		sleep 0.05
	done
	[ "$sessions" = 0 ] || { echo "moment $i of $moments: a session does not end"; exit 1; }
	now=$(state)
	case $now in
	"$old") olds=$((olds + 1)) ;;
	"$new") news=$((news + 1)) ;;
	*)
		echo "moment $i of $moments: the database is in a mixed state: $(cat out)"
		failed=1
		;;
	esac
	if [ $status -eq 0 ] && [ "$now" != "$new" ]; then
		echo "moment $i of $moments: the upgrade succeeds, but the database is in the old state"
		failed=1
	fi
	"$program" upgrade -q >out 2>&1 || { echo "moment $i of $moments: the rerun fails: $(cat out)"; failed=1; }
	[ "$(state)" = "$new" ] || { echo "moment $i of $moments: the rerun has a different result"; failed=1; }
done
echo "old state $olds times, new state $news times"
exit $failed
