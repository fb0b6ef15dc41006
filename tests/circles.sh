#!/usr/bin/env bash
# Finds circles among the files of tool/: headers that include each other, and files that use each
# other's functions or data.
#
#	tests/circles.sh BUILD-FOLDER TOOL-FOLDER [SUBFOLDER…]
#
# BUILD-FOLDER  a complete build of the present sources; its objects contain the symbols
# SUBFOLDER     report only circles that contain a file of these folders, relative to TOOL-FOLDER
#
# A circle is a strongly connected component: each of its files leads to every other one. Each
# circle of two or more files is printed with the edges inside it. A circle of more than 3 files is
# an error.
set -euo pipefail
build=$(realpath "$1")
cd "$2"
subfolders=${*:3}

# Prints "include FILE HEADER HEADER" for each quoted include in a header.
includes() {
	{ grep -rE --include='*.h' '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' . || true; } |
		sed -E 's#^\./([^:]*):[^"]*"([^"]*)".*#\1 \2#' |
		while read -r file header; do
			[[ $header == */* ]] || header=$(dirname "$file")/$header
			echo "include $file $header $header"
		done
}

# Prints "TARGET FILE SYMBOL KIND" for each external symbol of the objects in the build. The source
# of tool/CMakeFiles/TARGET.dir/FILE.o is FILE; objects of deleted sources are ignored.
symbols() {
	find "$build/tool/CMakeFiles" -name '*.c.o' -printf '%P\0' |
		(cd "$build/tool/CMakeFiles" && xargs -0 nm -A -P -g) |
		sed -nE 's#^([^/]*)\.dir/([^:]*)\.o: ([^ ]+) ([A-Za-z]).*#\1 \2 \3 \4#p'
}

# Prints "use FILE FILE SYMBOL" for each symbol of one file that another file uses. A symbol with
# several definitions (each module exports the same name) belongs to the one in the same CMake
# target.
uses() {
	symbols >"$scratch/symbols"
	awk '
		!($2 in exists) {
			exists[$2] = (getline text < $2) >= 0
			close($2)
		}
		!exists[$2] { next }
		FNR == NR && $4 ~ /[TDBRVWC]/ {
			owner[$1, $3] = $2
			count[$3]++
			any[$3] = $2
		}
		FNR != NR && $4 == "U" {
			from = ($1, $3) in owner ? owner[$1, $3] : count[$3] == 1 ? any[$3] : ""
			if (from != "" && from != $2)
				print "use", $2, from, $3
		}
	' "$scratch/symbols" "$scratch/symbols"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
{ includes && uses; } | sort -u >"$scratch/edges"
grep -q '^use ' "$scratch/edges" || { echo "tests/circles.sh: no objects in $build/tool" && exit 1; }

awk -v subfolders="$subfolders" '
	# Tarjan: visits the files that `file` leads to, and reports the components that are
	# complete.
	function visit(kind, file,    n, next_file, i) {
		low[file] = order[file] = ++visited
		stack[++depth] = file
		on_stack[file] = 1
		n = targets[kind, file]
		for (i = 1; i <= n; i++) {
			next_file = target[kind, file, i]
			if (!(next_file in order)) {
				visit(kind, next_file)
				low[file] = low[next_file] < low[file] ? low[next_file] : low[file]
			} else if (on_stack[next_file] && order[next_file] < low[file])
				low[file] = order[next_file]
		}
		if (low[file] == order[file])
			report(kind, file)
	}
	function is_selected(file,    folder, n, i) {
		n = split(subfolders, folder, " ")
		for (i = 1; i <= n; i++) {
			sub(/\/$/, "", folder[i])
			if (index(file, folder[i] "/") == 1)
				return 1
		}
		return n == 0
	}
	# Takes the component of `first` from the stack and prints it.
	function report(kind, first,    members, inside, file, text, found, i, n) {
		do {
			file = stack[depth--]
			on_stack[file] = 0
			inside[file] = 1
			members++
			found = found || is_selected(file)
		} while (file != first)
		if (members == 1 || !found)
			return
		text = kind == "use" ? "files that use each other" : "headers that include each other"
		print "tool/: " (members > 3 ? "error: " : "note: ") members " " text ":"
		failed = failed || members > 3
		for (file in inside)
			for (i = 1; i <= targets[kind, file]; i++) {
				n = target[kind, file, i]
				if (n in inside)
					print "    " file " -> " n (kind == "use" ? ":" names[file, n] : "") | "sort"
			}
		close("sort")
	}
	{
		if (!seen[$1, $2, $3]++) {
			target[$1, $2, ++targets[$1, $2]] = $3
			files[$1, ++count[$1]] = $2
		}
		if ($1 == "use")
			names[$2, $3] = names[$2, $3] " " $4
	}
	END {
		for (step = 1; step <= 2; step++) {
			kind = step == 1 ? "include" : "use"
			split("", order)
			for (i = 1; i <= count[kind]; i++)
				if (!(files[kind, i] in order))
					visit(kind, files[kind, i])
		}
		exit failed
	}
' "$scratch/edges"
