#!/usr/bin/env bash
# Checks that the server that `schemac verify` starts, and its folder, do not outlive schemac: after
# a complete run, an interrupt and kill -9, at several moments.
#
#	tests/verify_server.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
scratch=$(mktemp -d /tmp/verify.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
# If root runs this test, the server has a different owner, who must be able to create its folder.
mkdir versions servers
chmod 711 .
chmod 1777 servers
export LC_ALL=C SOURCE_DATE_EPOCH=1795255200 ASAN_OPTIONS=detect_leaks=0 TMPDIR=$scratch/servers
unset CI

cat >model.h <<'END'
#include <schemac/model.h>
struct thing {
	SC_TABLE(things)
	int id SC_PRIMARY_KEY;
};
END
printf '[schemac]\nmodels = model.h\ndialects = postgresql\n' >schemac.ini
"$program" revision --autogenerate -q
sed -i '/CREATE TABLE/i SELECT pg_sleep(60);' versions/*.sql

# Waits until the folder is empty and is not the working directory of a process, as it is for a
# server.
server_ends() {
	local _
	for _ in $(seq 300); do
		if [ -z "$(ls servers)" ] && ! readlink /proc/[0-9]*/cwd | grep -qF "$TMPDIR"; then
			return 0
		fi
		sleep 0.1
	done
	ls servers
	return 1
}

# moment NUMBER DELAY: waits for the moment: 1 while initdb runs, 2 when the socket exists, 3 while
# the statement runs, which is DELAY seconds later.
moment() {
	local _
	for _ in $(seq 1500); do
		case $1 in
		1) ! compgen -G 'servers/*/data' >/dev/null || return 0 ;;
		*) ! compgen -G 'servers/*/.s.PGSQL.5432' >/dev/null || { sleep "$2"; return 0; } ;;
		esac
		sleep 0.02
	done
	echo "verify does not reach moment $1" >&2
	return 1
}

failed=0
for signal in INT TERM KILL; do
	for when in '1 0' '2 0' '3 0.5'; do
		"$program" verify >out 2>&1 &
		process=$!
		# shellcheck disable=SC2086
		moment $when
		kill -$signal $process
		status=0
		wait $process 2>/dev/null || status=$?
		[ $status -ne 0 ] || { echo "$signal at $when: verify succeeds"; failed=1; }
		server_ends || { echo "$signal at $when: the server or its folder remains"; failed=1; }
	done
done

# a complete run
sed -i '/pg_sleep/d' versions/*.sql
"$program" verify -q
server_ends || failed=1
exit $failed
