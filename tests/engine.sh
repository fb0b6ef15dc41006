# Provides an empty database to a test script that sources this file and runs on both engines.
#
# The script sets $program and $scratch, a folder that is removed at the end. The engine is the
# cluster of SCHEMAC_POSTGRESQL, the file that tests/postgresql.sh writes, or SQLite if it is not
# set.
#
#	$url            the URL of the database
#	schemac …       runs the program with this URL
#	query SQL       prints the rows of a query, with | between columns
#	shell           runs a script from standard input and stops at the first error
#	empty           empties the database
#	dump            prints the schema, as the engine's own program shows it
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
