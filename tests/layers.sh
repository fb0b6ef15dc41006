#!/usr/bin/env bash
# Checks the includes of all sources, and the places that print, against the rules in tests/layers.
#
#	tests/layers.sh TOOL-FOLDER [RULES]
#
# RULES  the file with the rules (tests/layers), which describes their syntax
#
# A quoted include contains the folder of the header ("schema/schema.h") unless the header is in the
# folder of the file that includes it. <schemac/…> may be included everywhere.
set -euo pipefail
rules=$(realpath "${2-$(dirname "$0")/layers}")
cd "$1"

# Prints "folder PATH" for each folder that contains sources.
folders() {
	find . -name '*.[ch]' -printf 'folder %h\n' | sed 's#\./##' | sort -u
}

# Prints "include PATH LINE QUOTE HEADER" for each include; QUOTE is < or ".
includes() {
	grep -rnE --include='*.[ch]' '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]' . |
		sed -E 's#^\./([^:]*):([0-9]+):[^<"]*([<"])([^>"]*).*#include \1 \2 \3 \4#'
}

# Prints "print PATH LINE NAME" for each use of a standard stream, outside comments and strings.
prints() {
	local names='stdout|stderr|(printf|puts|putchar|vprintf|perror)[[:space:]]*\('
	grep -rnE --include='*.[ch]' "\\<($names)" . |
		sed -E 's#"([^"\\]|\\.)*"##g; s#//.*##; s#/\*.*##; s#^(\./[^:]*:[0-9]+:)[[:space:]]*\*([[:space:]].*)?$#\1#' |
		sed -nE "s#^\./([^:]*):([0-9]+):(.*[^[:alnum:]_])?($names).*#print \1 \2 \4#p" |
		sed -E 's/[[:space:]]*\($//'
}

{ folders && includes && prints; } | sort -k2,2 -k3,3n | awk '
	function fail(text) {
		print "tool/" path ":" line ": error: " text
		failed = 1
	}
	function fail_rules(text) {
		print "tests/layers: error: " text
		failed = 1
	}
	function folder_of(path) {
		return sub(/\/[^\/]*$/, "", path) ? path : "."
	}
	# The longest layer that covers the folder, or "".
	function layer_of(folder) {
		while (!(folder in layers) && sub(/\/[^\/]*$/, "", folder))
			;
		return folder in layers ? folder : ""
	}
	# Whether the rule of the layer lists the folder or a parent of it.
	function lists(layer, folder) {
		if ((layer, folder "/.") in allowed)
			return 1
		while (!((layer, folder) in allowed))
			if (!sub(/\/[^\/]*$/, "", folder))
				return 0
		return 1
	}
	function has_sources(folder,    path) {
		for (path in sources)
			if (index(path "/", folder "/") == 1)
				return 1
		return 0
	}
	function begins(path, prefixes,    prefix, n, i) {
		n = split(prefixes, prefix, " ")
		for (i = 1; i <= n; i++)
			if (index(path, prefix[i]) == 1)
				return 1
		return 0
	}
	# x.c and x_internal.h may include x.h, whatever forbids it to others.
	function same_name(path, header) {
		sub(/\.[ch]$/, "", path)
		sub(/\.h$/, "", header)
		return path == header
	}
	FNR == NR {
		name = $2
		sub(/:$/, "", name)
		if ($1 == "layer")
			layers[name] = 1
		for (i = 3; i <= NF; i++) {
			if ($1 == "layer")
				allowed[name, $i] = 1
			else if ($1 == "only")
				places[name] = places[name] " " $i
			else if ($1 == "never")
				forbidden[name] = forbidden[name] " " $i
		}
		for (i = 2; i <= NF && $1 == "prints:"; i++)
			printers = printers " " $i
		next
	}
	{ path = $2; line = $3 }
	$1 == "folder" {
		line = 1
		sources[path] = 1
		if (layer_of(path) == "")
			fail("folder \"" path "\" has no layer in tests/layers")
		else
			used[layer_of(path)] = 1
		next
	}
	$1 == "print" {
		if (!begins(path, printers))
			fail("\"" $4 "\" in a file that must not print; the rule allows:" printers)
		next
	}
	{ quote = $4; header = $5 }
	header in places {
		if (!begins(path, places[header]))
			fail("<" header "> may be included only by:" places[header])
		next
	}
	quote == "<" { next }
	header !~ /\// {
		beside = path
		sub(/[^\/]*$/, header, beside)
		if ((getline text < beside) < 0)
			fail("write the folder of \"" header "\" in the include")
		close(beside)
		header = beside
	}
	{
		layer = layer_of(folder_of(path))
		target = folder_of(header)
		if (layer != "" && layer_of(target) != layer && !lists(layer, target))
			fail(layer "/ must not include \"" header "\"")
		for (name in forbidden)
			if (index(path, name) == 1 && begins(header, forbidden[name]) && !same_name(path, header))
				fail(name " must not include \"" header "\"")
	}
	END {
		for (name in layers)
			if (!(name in used))
				fail_rules("layer \"" name "\" has no sources in tool/" name)
		for (pair in allowed) {
			split(pair, part, SUBSEP)
			sub(/\/\.$/, "", part[2])
			if (!(part[2] in layers) && !has_sources(part[2]))
				fail_rules("layer \"" part[1] "\" lists \"" part[2] "\", which has no sources")
		}
		exit failed
	}
' "$rules" -
