#!/usr/bin/env bash
# Measures commands that read a long history, and compares with `cat` of its files.
#
#	tests/bench/history.sh SCHEMAC [COUNT…]	(of a release build)
#
# The history has 20 branches with occasional merges. Prints medians of five runs in milliseconds,
# the peak memory in MB, and the ratio of `heads` and `cat`, which should be below 2. From 1,000 to
# 5,000 revisions no time should grow by much more than the factor 6.2 (n log n).
set -euo pipefail
program=$(realpath "$1")
shift
counts=("$@")
[ $# -gt 0 ] || counts=(1000 5000)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SOURCE_DATE_EPOCH=1795255200

# history COUNT: writes the revisions, each with a snapshot of one table of twelve columns.
history() {
	rm -rf versions && mkdir versions
	awk -v count="$1" '
		function id(i) { return sprintf("%06x%06x", (i * 7919) % 16777216, i) }
		BEGIN {
			for (i = 0; i < count; i++) {
				branch = int(i / 10) % 20
				parents = i == 0 ? "" : head[branch] ? head[branch] : id(0)
				if (i % 97 == 96 && head[(branch + 1) % 20] && head[branch])
					parents = parents ", " head[(branch + 1) % 20]
				head[branch] = id(i)
				if (i % 97 == 96)
					head[(branch + 1) % 20] = id(i)
				file = "versions/" id(i) "_change"
				printf("-- Change number %d\n--\n-- revision: %s\n-- revises: %s\n\n" \
					"-- schemac: upgrade\nCREATE TABLE t%d (a, b, c);\n\n" \
					"-- schemac: downgrade\nDROP TABLE t%d;\n",
					i, id(i), parents, i, i) >(file ".sql")
				gsub(/[0-9a-f]+/, "\"&\"", parents)
				printf("{\n  \"format\": 1,\n  \"objects\": {\n    \"table t%d\": {\n" \
					"      \"columns\": [", i) >(file ".json")
				for (c = 0; c < 12; c++)
					printf("%s\n        {\"name\": \"c%d\", \"type\": \"INTEGER\"}",
						c ? "," : "", c) >(file ".json")
				printf("],\n      \"name\": {\"name\": \"t%d\"}\n    }\n  },\n" \
					"  \"parents\": [%s],\n  \"revision\": \"%s\"\n}\n",
					i, parents, id(i)) >(file ".json")
				close(file ".sql")
				close(file ".json")
			}
		}'
}

milliseconds() { # COMMAND…: prints the median of five runs
	local begun ended
	for _ in 1 2 3 4 5; do
		begun=$EPOCHREALTIME
		"$@" >/dev/null
		ended=$EPOCHREALTIME
		echo "$(((${ended/./} - ${begun/./}) / 100))"
	done | sort -n | awk 'NR == 3 { printf("%.1f\n", $1 / 10) }'
}

all_files() { cat versions/*.sql; }

memory() { # COMMAND…: prints the peak memory in MB
	/usr/bin/time -o peak -f %M "$@" >/dev/null && awk '{ printf("%.0f", $1 / 1024) }' peak
}

# The measured commands: a title and the arguments.
commands=(
	'heads heads'
	'branches branches'
	'history history'
	'graph history --graph'
	'verbose history -v'
	'range history -r base:heads'
	'current current'
	'status status'
	'nothing upgrade heads'
	'dry upgrade heads --dry-run --url sqlite:///none.db'
)

cd "$folder"
printf '[schemac]\nurl = sqlite:///a.db\n' >schemac.ini
printf '%9s %7s %6s' revisions cat ratio
for line in "${commands[@]}"; do
	printf ' %12s' "${line%% *}"
done
echo
for count in "${counts[@]}"; do
	history "$count"
	rm -f a.db
	"$program" stamp heads
	cat=$(milliseconds all_files)
	heads=$(milliseconds "$program" heads)
	printf '%9d %7s %6s' "$count" "$cat" "$(awk "BEGIN { printf(\"%.2f\", $heads / $cat) }")"
	for line in "${commands[@]}"; do
		read -ra arguments <<<"${line#* }"
		printf ' %12s' "$(milliseconds "$program" "${arguments[@]}") $(memory "$program" "${arguments[@]}")M"
	done
	echo
done
