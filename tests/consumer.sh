#!/usr/bin/env bash
# Builds a program with an installed schemac and repeats the life of a project: new models, drafts,
# reviews, commits and merges.
#
#	tests/consumer.sh PREFIX GENERATOR
#
# PREFIX     where schemac is installed
# GENERATOR  a generator of CMake; "make": the Makefile that includes schemac.mk; "subdirectory":
#            Ninja, with the source of schemac as part of the project instead of the one in PREFIX
#
# The first step with an unexpected result prints the output of the last build and ends the test.
set -euo pipefail
prefix=$(realpath "$1")
generator=$2
here=$(cd "$(dirname "$0")" && pwd)
unset CI MAKEFLAGS MAKELEVEL
export LC_ALL=C TZ=UTC PATH="$prefix/bin:$PATH" PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name schemac.pc)")

scratch=$(realpath "$(mktemp -d)")
trap 'rm -rf "$scratch"' EXIT
export HOME=$scratch/home GIT_CONFIG_NOSYSTEM=1
git config --file "$scratch/gitconfig" user.name 'Ada Author'
git config --file "$scratch/gitconfig" user.email ada@example.com
export GIT_CONFIG_GLOBAL=$scratch/gitconfig

# GNU Make cannot handle a space in a path; CMake and schemac must.
parts="model parts"
source_folder="$scratch/a project"
build_folder="$scratch/its build"
if [ "$generator" = make ]; then
	parts=model_parts
	source_folder=$scratch/project
	build_folder=$source_folder
fi
mkdir -p "$source_folder"
cp "$here"/consumer/{CMakeLists.txt,Makefile,main.c,team.h,user.h} "$source_folder"
cp -r "$here/consumer/model parts" "$source_folder/$parts"
cd "$source_folder"
mkdir versions
git init --quiet --initial-branch=main
printf '%s\n' '*.o' '/app' '/.schemac' '/*.db' >.gitignore
git add .
git commit --quiet -m 'A program'

log=$scratch/log
# The stamp is touched by each check that passes.
case $generator in
make) stamp=$build_folder/.schemac/app.stamp program=$build_folder/app ;;
*Multi-Config) stamp=$build_folder/schemac/app/check-Debug.stamp program=$build_folder/Debug/app ;;
*) stamp=$build_folder/schemac/app/check.stamp program=$build_folder/app ;;
esac

fail() {
	sed 's/^/    /' "$log"
	echo "consumer ($generator): $1"
	exit 1
}

build() {
	case $generator in
	make) make "$@" ;;
	*) cmake --build "$build_folder" --parallel 2 "$@" ;;
	esac >"$log" 2>&1
}

target() {
	if [ "$generator" = make ]; then
		build "schema-$1"
	else
		build --target "app_$1"
	fi
}

passes() {
	build || fail "the build fails $1"
}

fails() {
	! build || fail "the build passes $1"
}

# The modification times of the stamp and the program.
times() {
	stat -c %y "$stamp" "$program" 2>/dev/null || true
}

# checks WHEN: a build passes and runs the check.
checks() {
	local before
	before=$(times | head -n 1)
	passes "$1"
	[ "$before" != "$(times | head -n 1)" ] || fail "no check $1"
}

# rests WHEN: two more builds have nothing to do.
rests() {
	local before
	before=$(times)
	for _ in 1 2; do
		passes "$1"
		[ "$before" = "$(times)" ] || fail "the build has work to do $1"
		case $generator in
		Ninja* | subdirectory) prints 'ninja: no work to do' ;;
		*)
			! grep -qE '(Checking|Embedding|Building|schemac (check|embed)) ' "$log" ||
				fail "make runs commands $1"
			;;
		esac
	done
}

prints() {
	grep -qE -- "$1" "$log" || fail "the build does not print: $1"
}

revisions() {
	find versions -name '*.sql' 2>/dev/null | wc -l
}

has_revisions() {
	[ "$(revisions)" -eq "$1" ] || fail "there are $(revisions) revisions, not $1, $2"
}

case $generator in
make) configure=(true) ;;
subdirectory)
	configure=(cmake -G Ninja -DSCHEMAC_SOURCE="$(dirname "$here")")
	PATH=$build_folder/schemac/tool:$PATH
	;;
*) configure=(cmake -G "$generator" -DCMAKE_PREFIX_PATH="$prefix") ;;
esac
"${configure[@]}" -S "$source_folder" -B "$build_folder" -DCMAKE_BUILD_TYPE=Debug >"$log" 2>&1 ||
	fail "cmake fails"

# A table without a revision.
fails "with a new model"
prints "user\.h:[0-9]+:[0-9]+: error: .*users.*\[-Werror=drift\]"
has_revisions 1 "after the first build"
fails "with a draft"
prints "unreviewed"
schemac review --all --yes >"$log" 2>&1 || fail "schemac review fails"
checks "after the review"
rests "after the review"
"$program" "$scratch/app.db" >"$log" 2>&1 || fail "the program does not migrate"
prints "an app: 1 revisions"

# A field is added.
sed -i 's/char \*bio;/char *bio;\n\tchar phone[21];/' user.h
prints_drift() {
	prints "user\.h:16:7: error: column 'users\.phone' .*\[-Werror=drift\]"
	prints 'char phone\[21\];'
	prints '^[^[:alnum:]]*\^~*$'
}
CI=1 fails "with a new field, in CI"
prints_drift
has_revisions 1 "after a build in CI"
fails "with a new field"
prints_drift
has_revisions 2 "after a new field"
grep -h '^[A-Z]' versions/*phone*.sql >"$log"
[ "$(grep -c ';$' "$log")" -eq 2 ] || fail "the draft does not have one statement in each direction"
prints '^ALTER TABLE users ADD COLUMN phone'
schemac review --all --yes >"$log" 2>&1 || fail "schemac review fails"
checks "after the second review"
rests "after the second review"
"$program" "$scratch/app.db" >"$log" 2>&1 || fail "the program does not migrate"
prints "an app: 2 revisions"

# The targets that people run.
target upgrade || fail "the target for upgrade fails"
columns=$(sqlite3 other.db "SELECT group_concat(name) FROM pragma_table_info('users')")
[ "$columns" = id,email,bio,phone ] || fail "after the target for upgrade the columns of users are $columns"
target downgrade || fail "the target for downgrade fails"
target revision || fail "the target for revision fails"
has_revisions 2 "after a revision without changes"

# The dependencies of a check.
echo '/* a comment */' >>"$parts/limits_of_users.h"
checks "after an edit of an included header"
git add -A
checks "after git add"
git commit --quiet -m 'A phone'
checks "after a commit"
rests "after a commit"
newest=$(ls -t versions/*.sql | head -n 1)
cp "$newest" "$scratch/kept"
echo '-- a comment' >>"$newest"
fails "with an edited revision"
git checkout --quiet -- "$newest"
checks "after git checkout"
echo 'not a revision' >versions/note.txt
checks "after a new file in versions/"
rm versions/note.txt
checks "after the file in versions/ is removed"
rests "after the file in versions/ is removed"

# Two people add one revision each. The build of the branch reports it as soon as the other revision
# is fetched, before the merge. The ref is packed first, so that the fetch creates a file.
quietly() {
	"$@" >"$log" 2>&1 || fail "$* fails"
}
revision() { # ID: a reviewed revision without changes
	quietly schemac revision --rev-id "$1" -m "$1"
	quietly schemac review --all --yes
	quietly git add -A versions
	quietly git commit -m "$1"
}
quietly git clone --bare . "$scratch/origin"
quietly git remote add origin "$scratch/origin"
quietly git fetch
quietly git checkout -b feature
quietly git pack-refs --all
checks "on a branch"
revision ours
checks "with a revision on a branch"
rests "with a revision on a branch"
quietly git clone "$scratch/origin" "$scratch/other"
(cd "$scratch/other" && revision theirs && quietly git push)
rests "before the fetch"
quietly git branch -D main
quietly git fetch
fails "when a merge would add a second head"
prints "ours.*error: a merge with origin/main would have 2 heads: ours and theirs \[-Werror=future-heads\]"
prints 'on this side, revision ours was added by commit [0-9a-f]+ Ada Author .*: ours'
prints 'on origin/main, revision theirs was added by commit [0-9a-f]+ Ada Author .*: theirs'
prints 'the last common revision is'
quietly git merge --no-edit origin/main
fails "with two heads"
prints '\[-Werror=heads\]'
quietly schemac merge
quietly schemac review --all --yes
checks "after a merge"
rests "after a merge"

# clean keeps the revisions.
if [ "$generator" != make ]; then
	before=$(revisions)
	build --target clean
	has_revisions "$before" "after clean"
	checks "after clean"
	(cd "$build_folder" && ctest -C Debug) >"$log" 2>&1 || fail "ctest fails"
	cmake "$build_folder" -DCMAKE_C_FLAGS=-DUNUSED >"$log" 2>&1
	checks "after a change of flags"
	rests "after a change of flags"
fi
echo "consumer ($generator): all as expected"
