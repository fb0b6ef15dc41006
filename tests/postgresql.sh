#!/usr/bin/env bash
# Manages a PostgreSQL cluster for tests: in a temporary folder, on a Unix socket.
#
#	tests/postgresql.sh start FILE    starts a cluster and writes its libpq connection string, without a
#	                                  database, to FILE
#	tests/postgresql.sh crash FILE    stops it immediately, like a crash, and starts it again
#	tests/postgresql.sh stop FILE     stops it and removes its folder
#
# initdb refuses to run as root; the owner of the cluster is then the user postgres or nobody. The
# server is that of the folder SCHEMAC_POSTGRESQL_PROGRAMS, otherwise the newest one in
# /usr/lib/postgresql, or the one in PATH.
set -euo pipefail
action=${1-} file=${2-}
if [ -z "$file" ]; then
	sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
	exit 2
fi

programs=${SCHEMAC_POSTGRESQL_PROGRAMS-$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)}
if [ ! -x "$programs/initdb" ]; then
	initdb=$(command -v initdb) || {
		echo "tests/postgresql.sh: initdb is not installed; run apt-get install postgresql" >&2
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

# run PROGRAM ARGUMENT…: runs a PostgreSQL program as the owner of the cluster, in an empty
# environment.
run() {
	(cd / && exec env -i PATH=/usr/bin:/bin LC_ALL=C TZ=UTC "${user[@]}" "$programs/$1" "${@:2}")
}

# Prints the folder of the cluster of $file.
folder_of_cluster() {
	sed -n 's/^host=\([^ ]*\).*/\1/p' "$file"
}

# serve FOLDER: starts the server of the cluster in the folder.
serve() {
	run pg_ctl -D "$1/data" -l "$1/log" -w -o "-k $1 -c listen_addresses='' \
		-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
		-c max_connections=80 -c max_prepared_transactions=8 -c shared_buffers=32MB -c jit=off" start >"$file.log" 2>&1 || {
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
	# not in the build folder: the path of a socket may have at most 107 bytes (unix(7))
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
