#!/usr/bin/env bash
# Runs examples/quickstart.sh in a temporary folder and checks its output.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$(dirname "$0")/../examples/quickstart.sh" "$folder" >"$folder/log" 2>&1 || {
	cat "$folder/log"
	exit 1
}
! grep -E '(warning|error): ' "$folder/log" | grep -v '\[-Werror=drift\]$' || {
	echo "quickstart prints warnings"
	exit 1
}
for line in "user\.h:[0-9]*:[0-9]*: error: column 'users\.phone' .*\[-Werror=drift\]" \
	'^ALTER TABLE .*ADD COLUMN' '^ninja: no work to do' '^1|ada@example.com|'; do
	grep -q -- "$line" "$folder/log" || {
		cat "$folder/log"
		echo "quickstart does not print: $line"
		exit 1
	}
done
