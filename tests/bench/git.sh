#!/usr/bin/env bash
# Measures how long a repository of 10,000 commits and 1,000 revisions takes to read, and compares
# with git.
#
#	tests/bench/git.sh BENCH_GIT [COMMITS]		(the target bench_git of a release build)
#
# Prints medians of five runs in milliseconds: the operations of the git module in one process, and
# similar commands of git, including the start of the process.
set -euo pipefail
program=$(realpath "$1")
commits=${2:-10000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder GIT_CONFIG_NOSYSTEM=1

# Every tenth commit adds a revision. The branch begins 100 commits before the end of main and adds
# five.
history() {
	awk -v commits="$commits" '
	function commit(branch, number) {
		printf "commit refs/heads/%s\ncommitter Ada <ada@example.org> %d +0000\n", branch,
			1700000000 + 60 * number
		printf "data 2\nx\nM 100644 inline src/%s%d.c\ndata <<E\nint x = %d;\nE\n", branch,
			number % 300, number
	}
	function revision(number) {
		name = sprintf("%012x_add_column", number * 7919)
		printf "M 100644 inline versions/%s.sql\ndata <<E\n", name
		printf "-- revision: %d\nALTER TABLE t ADD COLUMN c%d TEXT;\nE\n", number, number
		printf "M 100644 inline versions/%s.json\ndata <<E\n{\"revision\": %d}\nE\n", name, number
	}
	BEGIN {
		for (i = 0; i < commits; i++) {
			commit("main", i)
			if (i % 10 == 0)
				revision(i)
			if (i == commits - 100)
				print "reset refs/heads/branch\nfrom refs/heads/main\n"
		}
		for (i = commits; i < commits + 50; i++) {
			commit("branch", i)
			if (i % 10 == 0)
				revision(i)
		}
	}'
}

milliseconds() { # COMMAND…
	local begun=$EPOCHREALTIME
	"$@" >/dev/null
	local ended=$EPOCHREALTIME
	echo "$(((${ended/./} - ${begun/./}) / 1000)).$(((${ended/./} - ${begun/./}) % 1000 / 100))"
}

git init -q .
history | git fast-import --quiet
git gc -q
git reset -q --hard main
for _ in 1 2 3 4 5; do
	"$program" versions main branch >>schemac.ms
	echo "git-merge $(milliseconds git merge-tree --write-tree main branch)" >>git.ms
	echo "git-log $(milliseconds git log --diff-filter=A --format=%H --name-only -- versions)" >>git.ms
done
for what in open files merge additions merge-point git-merge git-log; do
	printf '%-12s %8.1f\n' $what "$(awk -v what=$what '$1 == what { print $2 }' ./*.ms | sort -n | sed -n 3p)"
done
