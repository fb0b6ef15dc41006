#!/usr/bin/env bash
# Compares the trial merge of `schemac check` with the merge by git, for random histories of two
# branches.
#
#	tests/merges.sh PROGRAM [ROUNDS] [SEED]
#
# In each round both branches add, remove and rename revisions, and merge or pick those of the other
# branch. Each branch keeps one head. Then `schemac check` runs on the branch work, git merges main,
# and `schemac check` runs again: it must report an error exactly if the first check did.
set -euo pipefail
program=$(realpath "$1")
rounds=${2:-20}
RANDOM=${3:-1}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME=$folder GIT_CONFIG_NOSYSTEM=1 LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1795255200
unset CI
git config --file "$HOME/.gitconfig" user.name Ada
git config --file "$HOME/.gitconfig" user.email ada@example.org
git config --file "$HOME/.gitconfig" init.defaultBranch main

# Prints the heads of the work tree, and "wrong" if two revisions have one id or a parent is
# missing.
heads() {
	cat versions/*.sql | tr -d , | awk '
		/^-- revision:/ { if (is[$3]++) print "wrong" }
		/^-- revises:/ { for (i = 3; i <= NF; i++) followed[$i] }
		END {
			for (id in is) if (!(id in followed)) print id
			for (id in followed) if (!(id in is)) print "wrong"
		}' | sort
}

# Prints the path of the files of the only head, without their suffix.
stem() {
	local file
	file=$(grep -lx -- "-- revision: $(heads)" versions/*.sql)
	echo "${file%.sql}"
}

# add ID: adds a revision whose parents are all heads.
add() {
	local parents=
	[ "$1" = first ] || parents=$(heads | paste -sd,)
	{
		printf -- '-- %s\n--\n-- revision: %s\n' "$1" "$1"
		[ -z "$parents" ] || printf -- '-- revises: %s\n' "${parents//,/, }"
		printf '\n-- schemac: upgrade\n\n-- schemac: downgrade\n'
	} >"versions/$1.sql"
	printf '{"changes": [], "format": 1, "objects": {}, "parents": [%s], "revision": "%s"}\n' \
		"$(sed 's/[^,][^,]*/"&"/g' <<<"$parents")" "$1" >"versions/$1.json"
	git add .
	git commit -qm "$1"
}

# After changes of the other branch were taken: undoes them if they do not fit, or adds a merge
# revision.
settle() { # COMMIT-BEFORE ID
	if [ -n "$(git status --porcelain)" ] || heads | grep -q wrong; then
		git reset -q --hard "$1"
	elif [ "$(heads | wc -l)" -gt 1 ]; then
		add "$2"
	fi
}

step() { # NUMBER
	local branch=main other=work before head
	if [ $((RANDOM % 2)) -eq 0 ]; then
		branch=work other=main
	fi
	git checkout -q $branch
	before=$(git rev-parse HEAD)
	case $((RANDOM % 10)) in
	[0-4]) add "r$1" ;;
	5) git merge -q --no-edit $other >/dev/null 2>&1 || true && settle "$before" "r$1" ;;
	6 | 7) git cherry-pick $other >/dev/null 2>&1 || true && settle "$before" "r$1" ;;
	8)
		head=$(stem)
		[ "$(heads)" = first ] ||
			{ git rm -q "$head".sql "$head".json && git commit -qm "No $head"; }
		[ "$(heads | wc -l)" -eq 1 ] || git reset -q --hard "$before"
		;;
	9)
		head=$(stem)
		git mv "$head".sql "${head}_$1.sql"
		git mv "$head".json "${head}_$1.json"
		git commit -qm "Rename $head"
		;;
	esac
}

mkdir "$folder/r"
cd "$folder/r"
reported=0 silent=0 undecided=0
for round in $(seq "$rounds"); do
	find . -mindepth 1 -delete
	git init -q .
	mkdir versions
	printf '[schemac]\nmodels = user.h\n' >schemac.ini
	echo '#include <schemac/model.h>' >user.h
	add first
	git branch work
	for number in $(seq $((2 + RANDOM % 9))); do
		step "$number"
	done
	git checkout -q work
	"$program" check -Wno-unreviewed -Wno-edited >../before 2>&1 || true
	if ! git merge -q --no-edit main >/dev/null 2>&1; then
		# a conflict for git: the result depends on its resolution
		undecided=$((undecided + 1))
		continue
	fi
	"$program" check -Wno-unreviewed -Wno-edited >../after 2>&1 || true
	if { [ -s ../before ] && [ ! -s ../after ]; } || { [ ! -s ../before ] && [ -s ../after ]; } ||
		grep -v 'future-' ../before | grep -q 'error:'; then
		echo "round $round of seed ${3:-1}: before the merge"
		sed 's/^/    /' ../before
		echo "after the merge"
		sed 's/^/    /' ../after
		git log --graph --oneline --all
		exit 1
	fi
	if [ -s ../after ]; then reported=$((reported + 1)); else silent=$((silent + 1)); fi
done
echo "$rounds merges: $reported with an error, $silent without, $undecided with a conflict for git"
[ "$reported" -gt 0 ] && [ "$silent" -gt 0 ]
