#!/usr/bin/env bash
# Databases with names that are difficult in C or SQL: schemac must accept the header that `inspect`
# prints, without options, and the header must describe the same database.
#
#	tests/postgresql_headers.sh PROGRAM CLUSTER [SEEDS]
#
# PROGRAM  the schemac to test
# CLUSTER  the file that tests/postgresql.sh writes
# SEEDS    a database for each of them; the default is "1 2"
#
# For each database: `diff HEADER DATABASE` finds nothing, a database made from the header equals the
# first one, and the second one gives the same header.
set -euo pipefail
program=$(realpath "$1") cluster=$2 seeds=${3-1 2}
here=$(dirname "$(realpath "$0")")
PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$cluster")
export PGHOST PGUSER=schemac PGOPTIONS='-c client_min_messages=error' LC_ALL=C TZ=UTC NO_COLOR=1
one=header_$$ two=header_again_$$
folder=$(mktemp -d)
trap 'dropdb -f --if-exists $one; dropdb -f --if-exists $two; rm -rf "$folder"' EXIT
cd "$folder"

# expect_nothing COMMAND…: the command succeeds and prints nothing.
expect_nothing() {
	"$@" >out 2>&1 || true
	[ -s out ] || return 0
	echo "seed $seed: $*"
	cat out
	cp "$folder/one.sql" "/tmp/postgresql_headers.$seed.sql"
	echo "the database: /tmp/postgresql_headers.$seed.sql"
	exit 1
}

for seed in $seeds; do
	createdb "$one"
	createdb "$two"
	python3 "$here/postgresql_headers.py" "$seed" >one.sql
	psql -Xqd "$one" -v ON_ERROR_STOP=1 -f one.sql >/dev/null
	"$program" inspect --emit=header "postgresql:///$one" >one.h
	expect_nothing "$program" diff one.h "postgresql:///$one"
	printf '[schemac]\ndialects = postgresql\nmodels = one.h\n' >schemac.ini
	expect_nothing sh -c "'$program' compile one.h >compiled.json"
	"$program" diff empty one.h --emit=sql >two.sql 2>/dev/null || true
	psql -Xqd "$two" -v ON_ERROR_STOP=1 -f two.sql >/dev/null
	expect_nothing "$program" diff "postgresql:///$one" "postgresql:///$two"
	expect_nothing "$program" diff one.h "postgresql:///$two"
	"$program" inspect --emit=header "postgresql:///$two" >two.h
	expect_nothing diff one.h two.h
	rm schemac.ini
	dropdb "$one"
	dropdb "$two"
done
