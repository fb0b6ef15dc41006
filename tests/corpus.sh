#!/usr/bin/env bash
# Real schemas of others: each is loaded, inspected, made anew from what was inspected, and inspected again.
#
#	tests/corpus.sh ROUNDTRIP [GET]
#
# ROUNDTRIP  unit test test_sqlite_roundtrip, which does all that for files of SQL
# GET        the script that prints a schema: `GET NAME DIALECT`; without arguments it lists them
#            (default: shared/corpus/get.sh beside the repository). It downloads packages once.
#
# Exits with 77, "skipped", where there is no such script or the packages cannot be had.
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
