#!/usr/bin/env bash
# Checks where public functions are declared, and that the names of source files are unique.
#
#	tests/names.sh BUILD-FOLDER TOOL-FOLDER [RULES]
#
# BUILD-FOLDER  a complete build of the present sources; its objects contain the symbols
# RULES         the file with the rules (tests/names), which describes their syntax
#
# A function of x.c with external linkage is declared in the x.h beside it or in a *_internal.h of
# its folder, unless a rule names a different header. No two .c files have the same name, unless a
# rule allows it.
set -euo pipefail
build=$(realpath "$1")
rules=$(realpath "${3-$(dirname "$0")/names}")
cd "$2"

# Prints "source FILE" for each source.
sources() {
	find . -name '*.c' -printf 'source %P\n'
}

# Prints "declaration FILE NAME" for each name before a parenthesis in a header, outside comments.
declarations() {
	grep -rE --include='*.h' '[[:alnum:]_]\(' . |
		sed -E 's#/\*.*##; s#//.*##; s#^(\./[^:]*:)[[:space:]]*\*([[:space:]].*)?$#\1#' |
		sed -nE 's#^\./([^:]*):#\1 #p' |
		awk '{
			file = $1
			while (match($0, /[A-Za-z_0-9]+\(/)) {
				print "declaration", file, substr($0, RSTART, RLENGTH - 1)
				$0 = substr($0, RSTART + RLENGTH)
			}
		}'
}

# Prints "function FILE NAME" for each function with external linkage. The source of
# tool/CMakeFiles/TARGET.dir/FILE.o is FILE.
functions() {
	find "$build/tool/CMakeFiles" -name '*.c.o' -printf '%P\0' |
		(cd "$build/tool/CMakeFiles" && xargs -0 nm -A -P -g) |
		sed -nE 's#^[^/]*\.dir/([^:]*)\.o: ([^ ]+) T .*#function \1 \2#p' | sort -u
}

{ sources && declarations && functions; } | awk '
	function fail(file, text) {
		print "tool/" file ": error: " text
		failed = 1
	}
	function folder_of(path) {
		return sub(/\/[^\/]*$/, "", path) ? path : "."
	}
	function begins(path, prefixes,    prefix, n, i) {
		n = split(prefixes, prefix, " ")
		for (i = 1; i <= n; i++)
			if (index(path, prefix[i]) == 1)
				return 1
		return 0
	}
	# Whether the function of the file is declared where the rules require it.
	function is_declared(file, name,    header, folder, n, i) {
		header = file
		sub(/c$/, "h", header)
		folder = folder_of(file)
		if ((header, name) in declared || (folder, name) in internal)
			return 1
		n = split(headers[folder], header_of_rule, " ")
		for (i = 1; i <= n; i++)
			if ((header_of_rule[i], name) in declared)
				return 1
		return 0
	}
	FNR == NR {
		sub(/:$/, "", $2)
		if ($1 == "declares" || $1 == "same") {
			list = $0
			sub(/^[^:]*:/, "", list)
			if ($1 == "declares")
				headers[$2] = list
			else
				shared[$2] = list
		}
		next
	}
	{ file = $2; name = $3 }
	$1 == "source" {
		base = file
		sub(/.*\//, "", base)
		exists[file] = 1
		if (!begins(file, shared["*"]) && !begins(file, shared[base]))
			paths[base] = paths[base] (paths[base] == "" ? "" : " ") file
	}
	$1 == "declaration" {
		declared[file, name] = 1
		if (file ~ /_internal\.h$/)
			internal[folder_of(file), name] = 1
		places[name] = places[name] (places[name] == "" ? "" : ", ") file
	}
	# an object may be older than the removal of its source
	$1 == "function" && file in exists && name != "main" && !is_declared(file, name) {
		header = file
		sub(/.*\//, "", header)
		sub(/c$/, "h", header)
		fail(file, name "() must be declared in " header " or in a *_internal.h of the folder; " \
			(name in places ? "it is declared in " places[name] : "no header declares it"))
	}
	END {
		for (base in paths)
			if (paths[base] ~ / /)
				fail(base, "name of several files: " paths[base])
		exit failed
	}
' "$rules" - | sort -u
