#!/usr/bin/env bash
# What check foretells of a merge is what the merge brings: random histories of two branches, and git
# itself for the truth.
#
#	tests/merges.sh PROGRAM [ROUNDS] [SEED]
#
# In each round both branches get revisions, merge or pick each other's, remove and rename them; each
# by itself has one head all the time. Then `check` on the branch work is asked, and git merges main.
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

# The heads of the work tree, and "wrong" where two have one id or follow what is not there.
heads() {
	cat versions/*.sql | tr -d , | awk '
		/^-- revision:/ { if (is[$3]++) print "wrong" }
		/^-- revises:/ { for (i = 3; i <= NF; i++) followed[$i] }
		END {
			for (id in is) if (!(id in followed)) print id
			for (id in followed) if (!(id in is)) print "wrong"
		}' | sort
}

# The path of the only head's files, without their endings.
stem() {
	local file
	file=$(grep -lx -- "-- revision: $(heads)" versions/*.sql)
	echo "${file%.sql}"
}

# add ID: a revision that follows all heads.
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

# After something of the other branch came in: taken back where it does not fit, else one head again.
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
told=0 silent=0 undecided=0
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
	"$program" check -Wno-unreviewed -Wno-edited >../foretold 2>&1 || true
	if ! git merge -q --no-edit main >/dev/null 2>&1; then
		# git itself asks somebody: what comes of it is not known
		undecided=$((undecided + 1))
		continue
	fi
	"$program" check -Wno-unreviewed -Wno-edited >../found 2>&1 || true
	if { [ -s ../foretold ] && [ ! -s ../found ]; } || { [ ! -s ../foretold ] && [ -s ../found ]; } ||
		grep -v 'future-' ../foretold | grep -q 'error:'; then
		echo "round $round of seed ${3:-1}: foretold"
		sed 's/^/    /' ../foretold
		echo "found"
		sed 's/^/    /' ../found
		git log --graph --oneline --all
		exit 1
	fi
	if [ -s ../found ]; then told=$((told + 1)); else silent=$((silent + 1)); fi
done
echo "$rounds merges: $told told of, $silent silent, $undecided that git left to somebody"
[ "$told" -gt 0 ] && [ "$silent" -gt 0 ]
