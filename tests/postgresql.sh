#!/usr/bin/env bash
# A PostgreSQL cluster of the tests' own: in a scratch folder, on a Unix socket, with nobody else in it.
#
#	tests/postgresql.sh start FILE    starts one and writes how to reach it into FILE: the conninfo
#	                                  string of libpq, without a database
#	tests/postgresql.sh crash FILE    stops it at once, as a crash would, and starts it again
#	tests/postgresql.sh stop FILE     stops it and removes what is left of it
#
# initdb refuses to run as root: then the cluster belongs to the user postgres, or to nobody. The
# server is the newest one in /usr/lib/postgresql, or the one in PATH.
set -euo pipefail
action=${1-} file=${2-}
if [ -z "$file" ]; then
	sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
	exit 2
fi

programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
if [ ! -x "$programs/initdb" ]; then
	initdb=$(command -v initdb) || {
		echo "tests/postgresql.sh: there is no initdb: apt-get install postgresql" >&2
		exit 1
	}
	programs=$(dirname "$initdb")
fi

user=()
if [ "$(id -u)" -eq 0 ]; then
	name=postgres
	id -u postgres >/dev/null 2>&1 || name=nobody
	user=(setpriv --reuid="$name" --regid="$(id -g "$name")" --clear-groups)
fi

# run PROGRAM ARGUMENT…: as the user who owns the cluster, with no configuration of anybody's.
run() {
	(cd / && exec env -i PATH=/usr/bin:/bin LC_ALL=C TZ=UTC "${user[@]}" "$programs/$1" "${@:2}")
}

# folder_of_cluster: where the one of $file is
folder_of_cluster() {
	sed -n 's/^host=\([^ ]*\).*/\1/p' "$file"
}

# serve FOLDER: starts the server of the cluster there
serve() {
	run pg_ctl -D "$1/data" -l "$1/log" -w -o "-k $1 -c listen_addresses='' \
		-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
		-c max_connections=80 -c shared_buffers=32MB -c jit=off" start >"$file.log" 2>&1 || {
		cat "$file.log" "$1/log" >&2
		exit 1
	}
}

crash() {
	local folder
	folder=$(folder_of_cluster)
	run pg_ctl -D "$folder/data" -m immediate -w stop >/dev/null
	serve "$folder"
}

stop() {
	[ -f "$file" ] || return 0
	local folder
	folder=$(folder_of_cluster)
	rm -f "$file"
	[ -d "$folder/data" ] || return 0
	run pg_ctl -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$folder"
}

start() {
	local folder
	stop
	# Not in the build folder: a socket's path may have 107 bytes, unix(7).
	folder=$(mktemp -d /tmp/schemac-postgresql.XXXXXX)
	if [ ${#user[@]} -gt 0 ]; then
		chown "$name" "$folder"
	fi
	run initdb -D "$folder/data" -U schemac -A trust -E UTF8 --locale=C --no-sync \
		>"$file.log" 2>&1 || {
		cat "$file.log" >&2
		exit 1
	}
	printf 'host=%s user=schemac\n' "$folder" >"$file"
	serve "$folder"
}

case $action in
start | crash | stop) $action ;;
*) exit 2 ;;
esac
