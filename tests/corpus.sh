#!/usr/bin/env bash
# Loads each of a collection of real schemas, inspects it, creates a database from the result, and
# inspects that again. The header that `schemac inspect` prints must be accepted without options,
# and `schemac diff` must find no difference from the database, from one created from the header,
# and from a dump of it that was restored.
#
#	tests/corpus.sh ROUNDTRIP PROGRAM [GET…]
#
# ROUNDTRIP  the unit test test_sqlite_roundtrip, which loads and compares SQL files
# PROGRAM    schemac
# GET        the scripts that print a schema: `GET NAME DIALECT`; without arguments they list them
#            (default: get.sh and more.sh of shared/corpus beside the repository). They download
#            packages once.
#
# Exits with 77 (skipped) if a script does not exist or cannot download the packages.
set -euo pipefail
roundtrip=$(realpath "$1")
program=$(realpath "$2")
shift 2
here=$(realpath "$(dirname "$0")")
[ $# -gt 0 ] || set -- "$here"/../../shared/corpus/{get,more}.sh
for get; do
	[ -x "$get" ] || { echo "skipped: no $get"; exit 77; }
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
names=()
for get; do
	for name in $("$get" | awk '$2 == "sqlite" { print $1 }'); do
		"$get" "$name" sqlite >"$folder/$name.sql" 2>"$folder/errors" ||
			{ echo "skipped: $name: $(tail -1 "$folder/errors")"; exit 77; }
		names+=("$name")
	done
done
cd "$folder"
"$roundtrip" "${names[@]/%/.sql}"

failed=0
# In `( … ) || …`, bash would ignore set -e.
set +e
for name in "${names[@]}"; do
	(
		set -e
		mkdir "$name"
		cd "$name"
		printf '[schemac]\ndialects = sqlite\nmodels = model.h\n' >schemac.ini
		sqlite3 one.db <"../$name.sql" >/dev/null
		"$program" inspect --emit=header sqlite:///one.db >model.h
		"$program" diff models sqlite:///one.db
		"$program" inspect --emit=sql sqlite:///one.db | sqlite3 two.db
		"$program" diff models sqlite:///two.db
		sqlite3 one.db .dump | sqlite3 three.db
		"$program" diff models sqlite:///three.db
	)
	[ $? -eq 0 ] || { echo "$name: differs"; failed=1; }
done
exit $failed
