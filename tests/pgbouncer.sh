#!/usr/bin/env bash
# schemac through PgBouncer in transaction and session mode: no command leaves a setting, a lock or a
# transaction on a connection of the pool, and two migrators at once apply each revision once.
#
#	tests/pgbouncer.sh PROGRAM CLUSTER
#
# CLUSTER is the file that tests/postgresql.sh writes. Exit status 77: PgBouncer is not installed.
set -euo pipefail
program=$(realpath "$1") cluster=$2
command -v pgbouncer >/dev/null || exit 77
unset CI
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1795255200 NO_COLOR=1 PGOPTIONS= PGCONNECT_TIMEOUT=30
server=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$cluster")
name=pooled_$$
scratch=$(mktemp -d /tmp/schemac-pgbouncer.XXXXXX)
pid=

stop() {
	[ -z "$pid" ] || kill "$pid" 2>/dev/null || true
	pid=
}
finish() {
	stop
	cd /
	rm -rf "$scratch"
	dropdb -h "$server" -U schemac -f "$name" || true
}
trap finish EXIT
createdb -h "$server" -U schemac "$name"
cd "$scratch"

# PgBouncer refuses root; it then runs as the owner of the cluster.
user=()
if [ "$(id -u)" -eq 0 ]; then
	owner=$(stat -c %U "$server")
	user=(setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups)
fi
pool=$scratch/pool
mkdir "$pool"
chmod 755 "$scratch"
[ ${#user[@]} -eq 0 ] || chown "$owner" "$pool"
url="postgresql://schemac@/$name?host=${pool//\//%2F}&port=6432"

# serve MODE SIZE: starts a fresh PgBouncer, so that its connections have the server's settings.
serve() {
	stop
	echo '"schemac" ""' >"$pool/users"
	cat >"$pool/ini" <<-END
		[databases]
		* = host=$server
		[pgbouncer]
		listen_addr =
		listen_port = 6432
		unix_socket_dir = $pool
		auth_type = trust
		auth_file = $pool/users
		pool_mode = $1
		default_pool_size = $2
		query_wait_timeout = 20
		logfile = $pool/log
	END
	(cd / && exec env -i PATH="$PATH" "${user[@]}" "$(command -v pgbouncer)" -q "$pool/ini") \
		>>"$scratch/pgbouncer.out" 2>&1 &
	pid=$!
	for _ in $(seq 100); do
		psql -XAtqc 'SELECT 1' "$url" >/dev/null 2>&1 && return
		sleep 0.1
	done
	cat "$scratch/pgbouncer.out" >&2
	exit 1
}

fail() {
	echo "pgbouncer.sh: $*" >&2
	exit 1
}

direct() { psql -XAtq -v ON_ERROR_STOP=1 -h "$server" -U schemac -d "$name" -c "$1"; }

# The settings of all connections of the pool: two transactions at once use two of them.
settings() {
	local query="SELECT name, setting FROM pg_settings WHERE name NOT IN ('application_name',
		'transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
		UNION ALL SELECT 'role', current_setting('role')
		UNION ALL SELECT 'session_authorization', current_setting('session_authorization')
		ORDER BY 1"
	if [ "$1" = 1 ]; then
		psql -XAtqc "$query" "$url"
		return
	fi
	printf '%s\n' "$query" >query.sql
	psql -XAtq "$url" <<-END
		BEGIN;
		\i query.sql
		\! psql -XAtq -f query.sql '$url'
		COMMIT;
	END
}

# clean WHAT: the pool and the server are as before.
clean() {
	settings "$size" >after
	diff -U0 before after | head -30 >&2 || fail "$1 changed settings of a pooled connection"
	[ "$(direct "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")" = 0 ] ||
		fail "$1 left an advisory lock"
	[ "$(direct "SELECT count(*) FROM pg_stat_activity WHERE state ~ '^idle in transaction'")" = 0 ] ||
		fail "$1 left a transaction open"
	psql -XAtqc 'INSERT INTO app VALUES (1)' "$url" || fail "nobody can write after $1"
}

# try STATUS COMMAND…: runs schemac with this exit status, then checks the pool.
try() {
	local expected=$1 status=0
	shift
	timeout 60 "$program" --url "$url" -x lock_timeout=2s -x busy_timeout=4s "$@" >out 2>&1 ||
		status=$?
	[ "$status" = "$expected" ] || {
		cat out >&2
		fail "$* has exit status $status, expected $expected"
	}
	clean "$*"
}

cat >schemac.ini <<-END
	[schemac]
	models = m.h
	dialects = postgresql
END
cat >m.h <<-'END'
	#include <schemac/model.h>
	#include <stdint.h>
	struct t {
		SC_TABLE(t)
		SC_INDEX(t_a, on(a), concurrently)
		int64_t id SC_PRIMARY_KEY SC_SERIAL;
		char *a SC_DEFAULT("'x'");
	};
END
mkdir versions
direct "CREATE TABLE app (x int); CREATE ROLE other_$$"
"$program" revision --autogenerate -q -m tables >/dev/null
"$program" review --yes -q --no-replay

for mode in transaction session; do
	for size in 2 1; do
		[ "$mode$size" != session1 ] || continue
		serve "$mode" "$size"
		settings "$size" >before
		try 0 current
		try 0 status
		try 1 diff models "$url"
		try 0 inspect "$url"
		try 0 upgrade --dry-run
		[ "$size" = 2 ] || continue
		try 0 upgrade
		try 0 diff models "$url"
		try 0 status
		try 0 current
		try 0 downgrade base
		try 0 stamp heads
		try 0 stamp base
		try 0 ensure-version
		echo "$mode $size ok"
	done
done

# Revisions that change settings, fail, and run outside a transaction.
size=2
serve transaction 2
settings 2 >before

# add NAME DIRECTIVE SQL: a reviewed revision after the head.
add() {
	local file
	"$program" revision -q -m "$1" >/dev/null
	file=$(ls versions/*_"$1".sql)
	awk -v sql="$3" -v directive="$2" '/^-- schemac: upgrade/ { print $0 directive; print sql; next } 1' "$file" >edited
	mv edited "$file"
	"$program" review --yes -q --no-replay
}
drop() { rm versions/*_"$1".*; }

try 0 upgrade
add settings '' "SET search_path = ''; SET statement_timeout = '7s'; SET lock_timeout = '2s';
SET session_replication_role = replica; SELECT set_config('work_mem', '9MB', false);
SET ROLE other_$$; RESET ROLE; SET SESSION AUTHORIZATION other_$$; RESET work_mem;
SET SESSION AUTHORIZATION DEFAULT; SET ROLE other_$$; SET client_encoding = LATIN1;
SET standard_conforming_strings = off; RESET ROLE; CREATE TABLE public.s (x int); SET ROLE other_$$;"
try 0 upgrade
add broken '' "SET statement_timeout = '7s'; SET ROLE other_$$; SELECT 1 / 0;"
try 4 upgrade
drop broken
add outside ' no-transaction' "SET statement_timeout = '7s'; SELECT 1;"
try 2 upgrade
grep -q 'connect to the server itself' out || fail 'the refusal names no way out'
drop outside
direct 'CREATE TABLE twice (x int); INSERT INTO twice VALUES (1), (1)'
add unique ' no-transaction' 'CREATE UNIQUE INDEX CONCURRENTLY u ON twice (x);'
try 4 upgrade
direct 'DELETE FROM twice'

# A statement outside a transaction has a limit for its wait.
hold='BEGIN; LOCK TABLE twice IN SHARE ROW EXCLUSIVE MODE; SELECT pg_sleep(100)'
PGAPPNAME=holder psql -XAtq -h "$server" -U schemac -d "$name" -c "$hold" >held 2>&1 &
holding="SELECT count(*) FROM pg_locks WHERE mode = 'ShareRowExclusiveLock' AND granted"
until [ "$(direct "$holding")" = 1 ]; do sleep 0.1; done
settings 2 >before
status=0
timeout 60 "$program" --url "$url" -x lock_timeout=1s -x busy_timeout=3s upgrade >out 2>&1 || status=$?
direct "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder'" \
	>/dev/null
wait $! || true
[ "$status" = 4 ] || fail "a blocked upgrade has exit status $status: $(cat out)"
grep -q 'LOCK TABLE twice' out || fail "the message does not name the holder: $(cat out)"
until [ "$(direct "$holding")" = 0 ]; do sleep 0.1; done
clean 'a blocked upgrade'
try 0 upgrade

# Migrators at the same time.
for i in 1 2 3 4 5 6; do add "step$i" '' "CREATE TABLE step$i (x int);"; done
add outside ' no-transaction' 'CREATE TABLE once (x int);'
serve transaction 8
"$program" --url "$url" upgrade >out1 2>&1 &
first=$!
"$program" --url "$url" upgrade >out2 2>&1 &
second=$!
wait "$first" || fail "$(cat out1)"
wait "$second" || fail "$(cat out2)"
[ "$(direct "SELECT count(*), count(DISTINCT revision) FROM schemac_history
	WHERE message ~ '^(step|outside)'")" = '7|7' ] || fail 'a revision was applied twice'
