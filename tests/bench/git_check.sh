#!/usr/bin/env bash
# Measures `schemac check` in a repository of 10,000 commits and 1,000 revisions, and compares with
# git.
#
#	tests/bench/git_check.sh SCHEMAC [COMMITS]		(a release build)
#
# Prints medians of seven runs in milliseconds, including the start of the processes:
#
#	no-git       check in a copy without a repository
#	same         check on a branch at the same commit as main
#	nothing      check when main has a new commit without a revision
#	heads        check when main and the branch have a new revision each, which is an error
#	merge-tree   the merge by git
#	log          the list of the commits that added revisions, by git
set -euo pipefail
program=$(realpath "$1")
commits=${2:-10000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME=$folder GIT_CONFIG_NOSYSTEM=1 SOURCE_DATE_EPOCH=1795255200 LC_ALL=C
unset CI
mkdir "$folder/r"
cd "$folder/r"
git config --file "$HOME/.gitconfig" user.name Ada
git config --file "$HOME/.gitconfig" user.email ada@example.org
git config --file "$HOME/.gitconfig" init.defaultBranch main

# One table, and a chain of a thousand revisions by hand with only SQL.
cat >user.h <<'END'
#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
};
END
printf '[schemac]\nmodels = user.h\n' >schemac.ini
mkdir versions
"$program" revision -q --autogenerate --rev-id r0 -m 'Create users'
parent=r0 # of the next revision
for i in $(seq 1 $((commits / 10 - 1))); do
	printf -- '-- Step %d\n--\n-- revision: r%d\n-- revises: %s\n\n-- schemac: upgrade\nSELECT %d;\n\n' \
		"$i" "$i" "$parent" "$i" >"versions/r${i}_step.sql"
	echo '-- schemac: downgrade' >>"versions/r${i}_step.sql"
	printf '{"changes": [], "format": 1, "objects": {}, "parents": ["%s"], "revision": "r%d"}\n' \
		"$parent" "$i" >"versions/r${i}_step.json"
	parent=r$i
done
"$program" review -q --yes

# Prints the commits for git fast-import; every tenth adds a revision.
history() {
	local i=0 file
	for i in $(seq 0 $((commits - 1))); do
		printf 'commit refs/heads/main\ncommitter Ada <ada@example.org> %d +0000\ndata 2\nx\n' \
			$((1700000000 + 60 * i))
		printf 'M 100644 inline src/%d.c\ndata <<E\nint x = %d;\nE\n' $((i % 300)) "$i"
		[ $((i % 10)) -eq 0 ] || continue
		for file in versions/r$((i / 10))_*; do
			printf 'M 100644 inline %s\ndata %d\n' "$file" "$(stat -c %s "$file")"
			cat "$file"
			echo
		done
	done
	printf 'M 100644 inline user.h\ndata %d\n' "$(stat -c %s user.h)"
	cat user.h
	printf '\nM 100644 inline schemac.ini\ndata %d\n' "$(stat -c %s schemac.ini)"
	cat schemac.ini
}
cp -r . ../plain
git init -q .
history | git fast-import --quiet
git reset -q --hard main
git gc -q

milliseconds() { # NAME COMMAND…
	local begun=$EPOCHREALTIME ended
	"${@:2}" >/dev/null 2>&1 || true
	ended=$EPOCHREALTIME
	echo "$1 $(((${ended/./} - ${begun/./}) / 100))" >>"$folder/times"
}
revision() {
	"$program" revision -q --rev-id "$1" -m "$1"
	"$program" review -q --yes
	git add .
	git commit -qm "$1"
}
git checkout -qb work
sleep 1.1 # git rereads files that are not older than its index
git update-index -q --refresh
for _ in 1 2 3 4 5 6 7; do
	(cd ../plain && milliseconds no-git "$program" check)
	milliseconds same "$program" check
done
git checkout -q main
echo more >src/more.c
git add .
git commit -qm more
git checkout -q work
revision ours
for _ in 1 2 3 4 5 6 7; do
	milliseconds nothing "$program" check
done
git checkout -q main
revision theirs
git checkout -q work
for _ in 1 2 3 4 5 6 7; do
	milliseconds heads "$program" check --against main
	milliseconds merge-tree git merge-tree --write-tree main work
	milliseconds log git log --diff-filter=A --format=%H --name-only -- versions
done
for what in no-git same nothing heads merge-tree log; do
	awk -v what=$what '$1 == what { print $2 / 10 }' "$folder/times" | sort -n |
		awk -v what=$what '{ times[NR] = $1 } END { printf "%-10s %8.1f\n", what, times[int((NR + 1) / 2)] }'
done
