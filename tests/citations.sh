#!/usr/bin/env bash
# No tracked file cites a document that is not in the repository.
#
#	tests/citations.sh TOP
#
# TOP  the folder of the repository
#
# Cited documents are: names of design documents in capitals, numbers of issues, and sections of "the
# design". Links of Markdown files must lead to an existing file.
set -euo pipefail
cd "$1"
failed=0
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
	mapfile -d '' files < <(git ls-files -z)
else
	mapfile -d '' files < <(find . -type f ! -path './build/*' -print0)
fi
pattern='\b(DESIGN|LAYOUT|RULES|STYLE)(\.md\b| section| [0-9])|\bLAYOUT\b[^(]*\btable\b|\bissue #?[0-9]+|\bof the design\b'
printf '%s\0' "${files[@]}" | { grep -zv '^tests/citations.sh$' || true; } |
	{ xargs -0 grep -InsE "$pattern" -- || true; } | sed 's/$/ (this document is not in the repository)/' |
	{ ! grep .; } || failed=1
for file in "${files[@]}"; do
	[[ $file == *.md && -f $file ]] || continue
	for link in $(grep -oE '\]\([^)#: ]+' "$file" | cut -c3-); do
		[ -e "$(dirname "$file")/$link" ] || {
			echo "$file: there is no '$link'"
			failed=1
		}
	done
done
exit $failed
