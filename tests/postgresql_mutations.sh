#!/usr/bin/env bash
# Changes a PostgreSQL database in one property at a time and checks that `schemac diff` names the
# change, either as a difference or in the note about what a model cannot declare.
#
#	tests/postgresql_mutations.sh PROGRAM CLUSTER [EACH [FIRST]]
#
# PROGRAM  the schemac to test
# CLUSTER  the file that tests/postgresql.sh writes
# EACH     test only every EACH-th line of mutations/list, from line FIRST (from 0); the default is all
#
# Each line of mutations/list is applied to a copy of mutations/base.sql. The output of
# `schemac diff -v COPY BASE` must contain the word before the first " | ". The passwords in the two
# files must never appear.
set -euo pipefail
program=$(realpath "$1") cluster=$2 each=${3-1} first=${4-0}
here=$(dirname "$(realpath "$0")")
PGHOST=$(sed -n 's/^host=\([^ ]*\).*/\1/p' "$cluster")
export PGHOST PGUSER=schemac PGOPTIONS='-c client_min_messages=error' LC_ALL=C TZ=UTC NO_COLOR=1
base=mutant_$$ copy=mutant_copy_$$
folder=$(mktemp -d)
version=$(psql -XAtqd postgres -c 'SHOW server_version_num')

drop() {
	psql -Xqd postgres -c "ALTER DATABASE $1 IS_TEMPLATE false" >/dev/null 2>&1 || return 0
	dropdb -f "$1" 2>/dev/null && return
	psql -Xqd "$1" -c 'ALTER SUBSCRIPTION sub DISABLE' -c 'ALTER SUBSCRIPTION sub SET (slot_name = NONE)' \
		-c 'DROP SUBSCRIPTION sub' >/dev/null
	dropdb -f "$1"
}
clean_up() {
	drop "$copy"
	drop "$base"
	for thing in 'TABLESPACE mutant_space' 'ROLE mutant_owner' 'ROLE mutant_reader'; do
		psql -Xqd postgres -c "DROP $thing" 2>/dev/null || true
	done
	rm -rf "$folder"
}
trap clean_up EXIT

# Roles and the tablespace belong to the cluster. A different run of this test may create and use
# them as well; the last one drops them.
for role in mutant_owner mutant_reader; do
	psql -Xqd postgres -c "CREATE ROLE $role" 2>/dev/null || true
done
psql -Xqd postgres -c 'SET allow_in_place_tablespaces = on' \
	-c "CREATE TABLESPACE mutant_space LOCATION ''" 2>/dev/null || true
createdb "$base"
psql -Xqd "$base" -v ON_ERROR_STOP=1 -f "$here/mutations/base.sql" >/dev/null
cd "$folder"

"$program" diff "postgresql:///$base" "postgresql:///$base" >out 2>&1
if [ -s out ]; then
	echo "a database differs from itself:"
	cat out
	exit 1
fi
failed=0 count=0 number=-1
while IFS= read -r line; do
	[[ $line != *' | '* || $line == '#'* ]] && continue
	number=$((number + 1))
	((number % each == first % each)) || continue
	word=${line%%' | '*} sql=${line#*' | '}
	createdb -T "$base" "$copy"
	if ! psql -Xqd "$copy" -v ON_ERROR_STOP=1 -v db="$copy" -f - <<<"$sql" >out 2>&1; then
		if [ "$version" -ge 150000 ]; then
			echo "the server refuses: $sql"
			cat out
			failed=$((failed + 1))
		fi
		drop "$copy"
		continue
	fi
	count=$((count + 1))
	"$program" diff -v "postgresql:///$copy" "postgresql:///$base" >out 2>&1 || [ $? -eq 1 ] ||
		echo "schemac failed" >>out
	if ! grep -qF -- "$word" out || grep -q 'secret\|schemac failed' out; then
		echo "not named: $word | $sql"
		sed 's/^/	/' out
		failed=$((failed + 1))
	fi
	drop "$copy"
done <"$here/mutations/list"
echo "$count changes, $failed failed"
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]
