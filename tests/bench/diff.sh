#!/usr/bin/env bash
# Measures comparisons of tables of 10 columns with 10 changes, and the compilation of as many
# models.
#
#	tests/bench/diff.sh BENCH_DIFF SCHEMAC [COUNT…]	(the target bench_diff of a release build)
#
# Prints medians of five runs in milliseconds. The times should be proportional to the number of
# tables.
set -euo pipefail
program=$(realpath "$1")
schemac=$(realpath "$2")
shift 2
counts=("${@:-250 500 1000 2000}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# median COLUMN: prints the median of a column of the five lines in `runs`.
median() {
	awk -v column="$1" '{ print $column }' runs | sort -n | sed -n 3p
}

compile() {
	local begun=$EPOCHREALTIME
	"$schemac" compile models.h -o models.json
	local ended=$EPOCHREALTIME
	echo "$(((${ended/./} - ${begun/./}) / 1000))"
}

printf '%7s %9s %9s %9s %9s\n' tables compile adapt compare plan
for count in ${counts[*]}; do
	{
		echo '#include <schemac/model.h>'
		for ((i = 0; i < count; i++)); do
			printf 'struct t%d { SC_TABLE(t%d) long c0 SC_PRIMARY_KEY SC_IDENTITY;' $i $i
			printf ' char c%d[65];' {1..9}
			printf ' };\n'
		done
	} >models.h
	for _ in 1 2 3 4 5; do
		echo "$("$program" "$count") $(compile)"
	done >runs
	printf '%7d %9s %9s %9s %9s\n' "$count" "$(median 5)" "$(median 1)" "$(median 2)" "$(median 3)"
done
