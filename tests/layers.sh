#!/usr/bin/env bash
# Holds the includes of every source to the rules in tests/layers.
#
#	tests/layers.sh TOOL-FOLDER
#
# An include of "folder/name.h" must come from that folder or from one that may use it; "name.h"
# stands beside the file that includes it; a foreign library's header is included by its one
# place; <schemac/…> by everybody. A folder or a quoted include that the rules do not know is an
# error.
set -euo pipefail
rules=$(realpath "$(dirname "$0")/layers")
cd "$1"

# One include a line: path, line, < or ", header.
includes() {
	grep -rnE --include='*.[ch]' '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]' . |
		sed -E 's#^\./([^:]*):([0-9]+):[^<"]*([<"])([^>"]*).*#\1 \2 \3 \4#' |
		sort -k1,1 -k2,2n
}

includes | awk '
	function fail(text) {
		print "tool/" path ":" line ": error: " text
		failed = 1
	}
	FNR == NR {
		if ($1 == "layer" || $1 == "only") {
			name = $2
			sub(/:$/, "", name)
			kind[name] = $1
			for (i = 3; i <= NF; i++) {
				allowed[$1, name, $i] = 1
				places[name] = places[name] " " $i
			}
		}
		next
	}
	{
		path = $1; line = $2; quote = $3; header = $4
		folder = path ~ /\// ? path : "."
		sub(/\/.*/, "", folder)
	}
	kind[folder] != "layer" { fail("folder \"" folder "\" is not in tests/layers"); next }
	kind[header] == "only" {
		n = split(places[header], place, " ")
		for (i = 1; i <= n; i++)
			if (index(path, place[i]) == 1)
				next
		fail("<" header "> is included by one place only:" places[header])
		next
	}
	quote == "<" { next }
	header ~ /\// {
		target = header
		sub(/\/.*/, "", target)
		if (target != folder && !((("layer" SUBSEP folder) SUBSEP target) in allowed))
			fail(folder "/ must not include \"" header "\"")
		next
	}
	{
		beside = path
		sub(/[^\/]*$/, header, beside)
		if ((getline text < beside) < 0)
			fail("write \"" header "\" with its folder, so that its layer is seen")
		close(beside)
	}
	END { exit failed }
' "$rules" -
