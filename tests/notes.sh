#!/usr/bin/env bash
# Uses the example program, examples/notes.
#
#	tests/notes.sh PROGRAM             a program that is already built
#	tests/notes.sh PREFIX cmake|make   builds it with the schemac that is installed in PREFIX
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(realpath "$(mktemp -d)")
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C TZ=UTC NOTES_DB=$scratch/notes.db
unset MAKEFLAGS MAKELEVEL

program=$1
if [ $# -eq 2 ]; then
	# outside the repository of schemac, like any project
	cp -r "$here/../examples/notes" "$scratch/notes"
	program=$scratch/notes/notes
	PKG_CONFIG_PATH=$(dirname "$(find "$1" -name schemac.pc)")
	export PKG_CONFIG_PATH CI=1
	{
		if [ "$2" = make ]; then
			make -C "$scratch/notes"
		else
			program=$scratch/build/notes
			cmake -S "$scratch/notes" -B "$scratch/build" -G Ninja -DCMAKE_PREFIX_PATH="$1" &&
				cmake --build "$scratch/build" && ctest --test-dir "$scratch/build"
		fi
	} >"$scratch/log" 2>&1 || {
		cat "$scratch/log"
		exit 1
	}
fi

# prints EXPECTED STATUS ARGUMENT…: runs notes and compares its output, with days shown as DAY.
prints() {
	local expected=$1 wanted=$2 status=0 actual
	shift 2
	actual=$("$program" "$@" 2>&1) || status=$?
	actual=$(sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/' <<<"$actual")
	if [ "$status" -ne "$wanted" ] || [ "$actual" != "$expected" ]; then
		printf 'notes %s: status %s, expected %s\n%s\n-- expected:\n%s\n' "$*" "$status" "$wanted" \
			"$actual" "$expected"
		exit 1
	fi
}

prints '1' 0 add 'Buy milk'
prints '2' 0 add 'Read about SQLite' 'the part on ALTER TABLE'
prints '' 0 tag 2 reading databases
prints '' 0 tag 2 reading
prints $'2\tDAY\tRead about SQLite\t[databases reading]\n\tthe part on ALTER TABLE' 0 list reading
prints $'1\tDAY\tBuy milk' 0 search milk
prints '' 0 rm 1
prints 'notes: there is no note 1' 1 rm 1
prints 'notes: there is no note 9' 1 tag 9 lost
prints $'2\tDAY\tRead about SQLite\t[databases reading]\n\tthe part on ALTER TABLE' 0 list
prints "notes: CHECK constraint failed: notes_title_not_blank" 1 add ' '

# The program refuses a database with a changed table, until the change is undone.
sqlite3 "$NOTES_DB" 'ALTER TABLE tags ADD COLUMN colour TEXT'
status=0
"$program" list >"$scratch/out" 2>&1 || status=$?
[ $status -eq 1 ] && grep -q 'tags\.colour' "$scratch/out" || {
	cat "$scratch/out"
	echo "notes runs on a database with drift ($status)"
	exit 1
}
sqlite3 "$NOTES_DB" 'ALTER TABLE tags DROP COLUMN colour'
"$program" list >/dev/null

# The program refuses a database of a newer version.
sqlite3 "$NOTES_DB" "UPDATE schemac_version SET version_num = 'ffffffffffff'"
! "$program" list >"$scratch/out" 2>&1 || {
	echo "notes runs on a database of a newer version"
	exit 1
}
