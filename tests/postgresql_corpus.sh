#!/usr/bin/env bash
# Loads each of a collection of real schemas, inspects it, and creates a second database from the
# result. pg_dump must print the same for both, and `schemac diff` must find no difference between
# the databases, or between a database and the inspected metadata or model header, also after its dump
# was restored.
#
#	tests/postgresql_corpus.sh PROGRAM CLUSTER [GET…]
#
# PROGRAM  schemac
# CLUSTER  the file that tests/postgresql.sh wrote
# GET      the scripts that print a schema: `GET NAME DIALECT`; without arguments they list them
#          (default: get.sh and more.sh of shared/corpus beside the repository). They download
#          packages once.
#
# Exits with 77 (skipped) if a script does not exist or cannot download the packages.
set -euo pipefail
program=$(realpath "$1")
PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$2")
export PGHOST PGUSER=schemac LC_ALL=C
here=$(realpath "$(dirname "$0")")
shift 2
[ $# -gt 0 ] || set -- "$here"/../../shared/corpus/{get,more}.sh
for get; do
	[ -x "$get" ] || { echo "skipped: no $get"; exit 77; }
done

folder=$(mktemp -d)
one=corpus_$$ two=corpus_$$_again
clean_up() {
	rm -rf "$folder"
	dropdb --if-exists -f $one 2>/dev/null
	dropdb --if-exists -f $two 2>/dev/null
}
trap clean_up EXIT

# The sorted output of pg_dump, without statistics targets, which schemac does not manage.
dump() {
	pg_dump -s "$1" | grep -vE '^--|^$|^\\(un)?restrict|OWNER TO|SET STATISTICS' | sort
}

# check NAME: the file NAME.sql of the folder
check() {
	set -e
	cd "$folder"
	printf '[schemac]\ndialects = postgresql\nmodels = %s.h\n' "$1" >schemac.ini
	"$program" inspect postgresql:///$one >"$1.json"
	"$program" inspect --emit=sql postgresql:///$one >"$1.again.sql"
	psql -qX -v ON_ERROR_STOP=1 -d $two -f "$1.again.sql" >/dev/null
	"$program" diff postgresql:///$one postgresql:///$two
	"$program" diff "$1.json" postgresql:///$one
	"$program" inspect --emit=header postgresql:///$one >"$1.h"
	"$program" diff models postgresql:///$one
	diff <(dump $one) <(dump $two)
	dropdb -f $two
	createdb $two
	pg_dump -s $one | psql -qX -d $two >/dev/null
	"$program" diff models postgresql:///$two
}

failed=0
for get; do
	for name in $("$get" | awk '$2 == "postgresql" { print $1 }'); do
		"$get" "$name" postgresql >"$folder/$name.sql" 2>"$folder/errors" ||
			{ echo "skipped: $name: $(tail -1 "$folder/errors")"; exit 77; }
		createdb $one
		createdb $two
		psql -qX -d $one -f "$folder/$name.sql" >/dev/null 2>&1 || true
		# In `check || …`, bash would ignore set -e.
		set +e
		(check "$name")
		[ $? -eq 0 ] || { echo "$name: differs"; failed=1; }
		set -e
		dropdb -f $one
		dropdb -f $two
	done
done
exit $failed
