#!/usr/bin/env bash
# Runs the shell commands of the CI snippets in schemac-git(7), in clones as GitHub Actions and GitLab make them
# from a bare origin. The branches are a correct one, one that would add a second head, one with drift, and
# main itself.
#
#	tests/ci.sh PROGRAM PAGE
#
# PAGE  tool/man/schemac-git.7.md
set -euo pipefail

program=$(realpath "$1")
page=$(realpath "$2")
scratch=$(realpath "$(mktemp -d)")
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir bin home
ln -s "$program" bin/schemac
export PATH="$scratch/bin:$PATH" HOME="$scratch/home" LC_ALL=C TZ=UTC GIT_CONFIG_NOSYSTEM=1
export SOURCE_DATE_EPOCH=1795255200 GIT_AUTHOR_DATE='1795255200 +0000' GIT_COMMITTER_DATE='1795255200 +0000'
unset CI GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GITHUB_BASE_REF
git config --global user.name Ann
git config --global user.email ann@example.org
git config --global init.defaultBranch main
git config --global advice.detachedHead false

# block LANGUAGE PATTERN: the fenced block of the page that contains the pattern.
block() {
	awk -v fence="^\`\`\`$1\$" -v pattern="$2" '
		$0 ~ fence { inside = 1; text = ""; next }
		/^```$/ && inside { if (text ~ pattern) printf "%s", text; inside = 0 }
		inside { text = text $0 "\n" }' "$page"
}
block yaml 'runs-on:' | sed -n 's/^ *- run: //p' >github.sh
block yaml 'GIT_DEPTH' | sed -n '/script:/,$s/^ *- //p' >gitlab.sh
for file in github.sh gitlab.sh; do
	[ -s $file ] || { echo "$page: no commands for $file"; exit 1; }
done

revise() { # FIELD: a commit with the column and its reviewed revision
	sed -i "s/char \*bio;/&\n\tchar *$1;/" user.h
	schemac revision -q --autogenerate -m "Add $1"
	schemac review -q --yes
	git add . && git commit -qm "Add $1"
}

git init -q --bare origin.git
git init -q work
cd work
git remote add origin ../origin.git
mkdir versions
printf '[schemac]\nmodels = user.h\n' >schemac.ini
cat >user.h <<'END'
#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)

	int64_t id SC_PRIMARY_KEY;
	char *bio;
};
END
schemac revision -q --autogenerate -m "Create users" && schemac review -q --yes
git add . && git commit -qm "Create users"
git checkout -qb clash && revise phone
git checkout -q main && git checkout -qb behind && echo text >readme && git add . && git commit -qm readme
git checkout -q main && revise email
git checkout -qb good && revise address
git checkout -q main && git checkout -qb drift && sed -i 's/char \*bio;/&\n\tchar *street;/' user.h && git commit -qam street
git push -q origin --all
cd ..

failed=0
# expect STATUS PATTERN NAME FILE BRANCH: the commands of the file end with the status in the clone, and print the
# pattern; with "" they print nothing.
expect() {
	local status=0
	(cd clone && bash -e "../$4") >said 2>&1 </dev/null || status=$?
	if [ "$status" -ne "$1" ] || { [ -n "$2" ] && ! grep -qE "$2" said; } || { [ -z "$2" ] && [ -s said ]; }; then
		echo "$3, branch $5: status $status instead of $1, with '$2':"
		cat said
		failed=1
	fi
}

github() { # STATUS PATTERN BRANCH: as actions/checkout does with fetch-depth: 0
	rm -rf clone && git init -q clone
	git -C clone remote add origin "file://$scratch/origin.git"
	git -C clone fetch -q --no-tags origin '+refs/heads/*:refs/remotes/origin/*'
	git -C clone checkout -q --detach "origin/$3"
	local base=main
	[ "$3" != main ] || base=
	CI=true GITHUB_ACTIONS=true GITHUB_BASE_REF=$base expect "$1" "$2" "GitHub" github.sh "$3"
}

gitlab() { # STATUS PATTERN BRANCH: as the runner does with GIT_DEPTH: 0
	rm -rf clone && git init -q clone
	git -C clone remote add origin "file://$scratch/origin.git"
	git -C clone fetch -q --no-tags origin "+refs/heads/$3:refs/pipelines/1"
	git -C clone checkout -q --detach refs/pipelines/1
	CI=true TARGET=main expect "$1" "$2" "GitLab" gitlab.sh "$3"
}

for run in github gitlab; do
	mark='^[^:]+:[0-9]+:[0-9]+: error: '
	[ $run = gitlab ] || mark='^::error file='
	for branch in good behind main; do
		$run 0 '' $branch
	done
	$run 1 "$mark.*head" clash
	if ! { grep -q phone said && grep -q email said; }; then
		echo "$run: both revisions must be named:"
		cat said
		failed=1
	fi
	$run 1 "${mark}.*street" drift
done

exit $failed
