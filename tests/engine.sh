# To be sourced: an empty database of the engine under test, for scripts that run on both.
#
# Needs $scratch, a folder of the test's own, which is removed at the end, and $program. With
# SCHEMAC_POSTGRESQL, the file that tests/postgresql.sh writes, the engine is that cluster, else SQLite.
#
#	$url            the database, as the program takes it
#	schemac …       the program on it
#	query SQL       its rows, columns parted by |
#	shell           runs a script from standard input, and stops at its first error
#	empty           empties the database
#	dump            its schema as the engine tells it
unset CI
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1795255200 NO_COLOR=1

if [ -n "${SCHEMAC_POSTGRESQL-}" ]; then
	PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$SCHEMAC_POSTGRESQL")
	export PGHOST PGUSER=schemac PGDATABASE=test_$$ PGOPTIONS='-c client_min_messages=warning'
	createdb "$PGDATABASE"
	trap 'cd /; rm -rf "$scratch"; dropdb -f "$PGDATABASE"' EXIT
	url=postgresql:///
	query() { psql -XAtqc "$1"; }
	shell() { psql -XAtq -v ON_ERROR_STOP=1; }
	empty() { query 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'; }
	dump() { pg_dump -s --no-owner | sed '/^\\\(un\)\?restrict/d; /^--/d; /^$/d'; }
else
	trap 'rm -rf "$scratch"' EXIT
	url=sqlite:///case.db
	query() { sqlite3 case.db "$1"; }
	shell() { sqlite3 -bail case.db; }
	empty() { rm -f case.db*; }
	dump() { sqlite3 case.db "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"; }
fi
schemac() { "$program" --url "$url" "$@"; }
