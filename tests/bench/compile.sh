#!/usr/bin/env bash
# Measures how long models take to read. Prints the times of `cc -E` and of `schemac compile`, which
# runs cc -E itself, their ratio and difference, and the peak memory. The models are 10, 100 and
# 1,000 tables in one header, and 100 tables in 10 and 100 headers.
#
#	tests/bench/compile.sh SCHEMAC INCLUDE-FOLDER [ROUNDS]
#
# SCHEMAC         the program, of a release build
# INCLUDE-FOLDER  the folder that contains schemac/model.h
# ROUNDS          the number of runs (11); the runs of both programs alternate, and the medians are
#                 printed
#
# A table has nine fields, eight of which are columns, a primary key, a foreign key, a unique key, a
# CHECK, an index over an expression and three defaults. Its header has 530 bytes. 1,000 tables have
# 537 kB, 0.99 MB after preprocessing, and 3.4 MB of metadata, which each run writes. The headers
# include <stdbool.h>, <stddef.h>, <stdint.h> and <time.h>. cc -E runs with -D__SCHEMAC__, as in
# schemac, and writes to /dev/null; its first 9 ms are the start of the compiler. The memory is that
# of schemac without the compiler, which is replaced by a script that prints the same text.
#
# On one processor the compiler and schemac alternate; on two, schemac reads while the compiler
# prints.
set -euo pipefail
export LC_ALL=C
schemac=$(realpath "$1")
include=$(realpath "$2")
rounds=${3-11}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# tables FIRST LAST: prints a header with the tables of these numbers.
tables() {
	local i
	printf '#include <schemac/model.h>\n'
	printf '#include <%s.h>\n' stdbool stddef stdint time
	for ((i = $1; i <= $2; i++)); do
		cat <<-END
			struct user$i {
				SC_TABLE(users$i, comment("People who can sign in"))
				SC_INDEX(users${i}_email_idx, unique, on("lower(email)"), where("gone_at IS NULL"))
				SC_CHECK(users${i}_name_check, "length(name) > 0")

				int64_t id SC_PRIMARY_KEY SC_IDENTITY;
				char email[255] SC_UNIQUE;
				char name[65] SC_DEFAULT("''");
				char *bio; /* nullable */
				bool active SC_DEFAULT(true);
				time_t created_at SC_DEFAULT("CURRENT_TIMESTAMP");
				time_t gone_at SC_NULL;
				int64_t *parent_id SC_REFERENCES(users$i, id, on_delete(set_null));
				size_t posts_len SC_TRANSIENT;
			};
		END
	done
}

# run COMMAND…: runs the command and appends its wall time, in units of 0.01 ms, to `times`.
run() {
	local begin end
	begin=$(date +%s%N)
	"$@" >/dev/null
	end=$(date +%s%N)
	echo $(((end - begin) / 10000)) >>times
}

median() {
	sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"
}

# measure TITLE HEADER…
measure() {
	local title=$1 round own cc
	shift
	printf '#include "%s"\n' "$@" >all.c
	rm -f times cc.times own.times
	for ((round = 0; round < rounds; round++)); do
		run cc -E -D__SCHEMAC__ -I"$include" all.c
		cat times >>cc.times
		rm -f times metadata.json
		run "$schemac" compile -I"$include" -o metadata.json "$@"
		cat times >>own.times
		rm -f times
	done
	cc=$(median cc.times) own=$(median own.times)
	rm -f metadata.json
	cc -E -D__SCHEMAC__ -I"$include" all.c >printed
	CC=./stand-in /usr/bin/time -f %M -o used "$schemac" compile -I"$include" -o metadata.json "$@"
	awk -v title="$title" -v cc="$cc" -v own="$own" -v memory="$(cat used)" 'BEGIN {
		printf "%-24s cc -E %7.2f ms   schemac %7.2f ms   ratio %.2f   adds %6.2f ms   %5.1f MB\n",
			title, cc / 100, own / 100, own / cc, (own - cc) / 100, memory / 1000 }'
}

printf '#!/bin/sh\ncat >/dev/null\nexec cat printed\n' >stand-in
chmod +x stand-in
for count in 10 100 1000; do
	tables 1 $count >"all$count.h"
	measure "$count tables" "all$count.h"
done
for headers in 10 100; do
	list=()
	for ((h = 0; h < headers; h++)); do
		tables $((h * 100 / headers + 1)) $(((h + 1) * 100 / headers)) >"part$headers-$h.h"
		list+=("part$headers-$h.h")
	done
	measure "100 tables, $headers headers" "${list[@]}"
done
