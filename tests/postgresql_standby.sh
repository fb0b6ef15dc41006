#!/usr/bin/env bash
# schemac on a hot standby: it can be looked at, and a change is refused beforehand.
#
#	tests/postgresql_standby.sh PROGRAM CLUSTER
#
# CLUSTER is the file that tests/postgresql.sh writes; the standby is a copy of this cluster.
set -euo pipefail
program=$(realpath "$1")
primary=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$2")
unset CI
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1795255200 NO_COLOR=1 PGUSER=schemac
name=standby_$$
scratch=$(mktemp -d /tmp/schemac-standby.XXXXXX)
programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
[ -x "$programs/initdb" ] || programs=$(dirname "$(command -v initdb)")
user=()
if [ "$(id -u)" -eq 0 ]; then
	owner=$(stat -c %U "$primary")
	user=(setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups)
	chown "$owner" "$scratch"
fi
run() { (cd / && exec env -i PATH=/usr/bin:/bin LC_ALL=C TZ=UTC "${user[@]}" "$programs/$1" "${@:2}"); }

finish() {
	cd /
	run pg_ctl -D "$scratch/data" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$scratch" "$project"
	dropdb -h "$primary" -f "$name" || true
}
project=$(mktemp -d)
trap finish EXIT

fail() {
	echo "postgresql_standby.sh: $*" >&2
	exit 1
}

createdb -h "$primary" "$name"
cd "$project"
mkdir versions
printf '[schemac]\nmodels = m.h\ndialects = postgresql\n' >schemac.ini
printf '#include <schemac/model.h>\nstruct t { SC_TABLE(t) SC_CHECK(c, "a IN (1, 2)") int id SC_PRIMARY_KEY; int a; };\n' >m.h
"$program" revision --autogenerate -q -m tables >/dev/null
"$program" review --yes -q --no-replay
"$program" --url "postgresql:///$name?host=$primary" upgrade -q
run pg_basebackup -h "$primary" -U schemac -D "$scratch/data" -R -X stream -c fast >/dev/null
run pg_ctl -D "$scratch/data" -l "$scratch/log" -w -o "-k $scratch -c listen_addresses='' \
	-c max_connections=80 -c max_prepared_transactions=8 -c shared_buffers=32MB" start >/dev/null ||
	fail "$(cat "$scratch/log")"
url="postgresql:///$name?host=$scratch"

# try STATUS COMMAND…: runs schemac on the standby with this exit status.
try() {
	local expected=$1 status=0
	shift
	timeout 60 "$program" --url "$url" "$@" >out 2>&1 || status=$?
	[ "$status" = "$expected" ] || fail "$* has exit status $status: $(cat out)"
}

try 0 current
grep -q '(current)' out || fail "current: $(cat out)"
try 0 status
try 0 inspect "$url"
try 0 upgrade # nothing is pending
try 0 diff models "$url"
"$program" revision -q -m second >/dev/null
"$program" review --yes -q --no-replay
for command in upgrade 'downgrade base' 'stamp base'; do
	# shellcheck disable=SC2086
	try 4 $command
	grep -q 'the server is a standby, which accepts no changes: connect to the primary' out ||
		fail "$command: $(cat out)"
done
