#!/usr/bin/env bash
# Loads each of a collection of real schemas, inspects it, and creates a second database from the
# result. pg_dump must print the same for both, and `schemac diff` must find no difference between
# the databases, or between a database and the inspected metadata or model header.
#
#	tests/postgresql_corpus.sh PROGRAM CLUSTER [GET]
#
# PROGRAM  schemac
# CLUSTER  the file that tests/postgresql.sh wrote
# GET      the script that prints a schema: `GET NAME DIALECT`; without arguments it lists them
#          (default: shared/corpus/get.sh beside the repository). It downloads packages once.
#
# Exits with 77 (skipped) if the script does not exist or cannot download the packages.
set -euo pipefail
program=$(realpath "$1")
PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$2")
export PGHOST PGUSER=schemac LC_ALL=C
get=${3:-$(dirname "$0")/../../shared/corpus/get.sh}
[ -x "$get" ] || { echo "skipped: no $get"; exit 77; }

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

failed=0
for name in $("$get" | awk '$2 == "postgresql" { print $1 }'); do
	"$get" "$name" postgresql >"$folder/$name.sql" 2>"$folder/errors" ||
		{ echo "skipped: $name: $(tail -1 "$folder/errors")"; exit 77; }
	createdb $one
	createdb $two
	psql -qX -d $one -f "$folder/$name.sql" >/dev/null 2>&1 || true
	(
		cd "$folder"
		printf '[schemac]\ndialects = postgresql\nmodels = %s.h\n' $name >schemac.ini
		"$program" inspect postgresql:///$one >$name.json
		"$program" inspect --emit=sql postgresql:///$one >$name.again.sql
		psql -qX -v ON_ERROR_STOP=1 -d $two -f $name.again.sql >/dev/null
		"$program" diff postgresql:///$one postgresql:///$two
		"$program" diff $name.json postgresql:///$one
		"$program" inspect --emit=header postgresql:///$one >$name.h
		"$program" diff models postgresql:///$one
		diff <(dump $one) <(dump $two)
	) || { echo "$name: differs"; failed=1; }
	dropdb -f $one
	dropdb -f $two
done
exit $failed
