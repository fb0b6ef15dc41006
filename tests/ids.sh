#!/usr/bin/env bash
# Checks that each diagnostic has a golden case: each id of ids.def is in an `expected` file.
#
#	tests/ids.sh TOOL-FOLDER
set -euo pipefail
ids=$1/diag/ids.def
cases=$(realpath "$(dirname "$0")")/cases

shown=$(grep -rhoE --include=expected '\[(-W|-Werror=)?[a-z-]+\]$' "$cases" |
	sed -E 's/^\[(-W|-Werror=)?//; s/\]$//' | sort -u)
missing=$(sed -nE 's/^DIAG\([A-Z_]+, "([a-z-]+)".*/\1/p' "$ids" | sort -u |
	comm -23 - <(printf '%s\n' "$shown"))
for id in $missing; do
	echo "tool/diag/ids.def:$(grep -n "\"$id\"" "$ids" | cut -d: -f1): error: no case of tests/cases reports '$id'"
done
[ -z "$missing" ]
