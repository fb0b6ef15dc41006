#!/usr/bin/env bash
# Loads each of a collection of real schemas, inspects it, creates a database from the result, and
# inspects that again.
#
#	tests/corpus.sh ROUNDTRIP [GET]
#
# ROUNDTRIP  the unit test test_sqlite_roundtrip, which does this for SQL files
# GET        the script that prints a schema: `GET NAME DIALECT`; without arguments it lists them
#            (default: shared/corpus/get.sh beside the repository). It downloads packages once.
#
# Exits with 77 (skipped) if the script does not exist or cannot download the packages.
set -euo pipefail
roundtrip=$(realpath "$1")
get=${2:-$(dirname "$0")/../../shared/corpus/get.sh}
[ -x "$get" ] || { echo "skipped: no $get"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
files=()
for name in $("$get" | awk '$2 == "sqlite" { print $1 }'); do
	"$get" "$name" sqlite >"$folder/$name.sql" 2>"$folder/errors" ||
		{ echo "skipped: $name: $(tail -1 "$folder/errors")"; exit 77; }
	files+=("$folder/$name.sql")
done
"$roundtrip" "${files[@]}"
