#!/usr/bin/env bash
# Builds a program against an installed schemac, and lives through what a project lives through.
#
#	tests/consumer.sh PREFIX GENERATOR
#
# PREFIX     where schemac is installed
# GENERATOR  of CMake; "make": the Makefile that includes schemac.mk; "subdirectory": Ninja, with
#            schemac's own source as a part of the project, whatever PREFIX holds
#
# Every step says what it expects; the first that is disappointed prints the last build's output
# and ends the test.
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

# Make cannot name a path with a blank; everything else must.
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
# The witness of the check: it is new after each check that ran and passed.
case $generator in
make) stamp=$build_folder/.schemac/app.stamp program=$build_folder/app ;;
*Multi-Config) stamp=$build_folder/schemac/app/check-Debug.stamp program=$build_folder/Debug/app ;;
*) stamp=$build_folder/schemac/app/check.stamp program=$build_folder/app ;;
esac

disappointed() {
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
	build || disappointed "the build fails $1"
}

fails() {
	! build || disappointed "the build passes $1"
}

# When the witness and the program were made.
times() {
	stat -c %y "$stamp" "$program" 2>/dev/null || true
}

# A build passes and has checked.
checks() {
	local before
	before=$(times | head -n 1)
	passes "$1"
	[ "$before" != "$(times | head -n 1)" ] || disappointed "no check $1"
}

# Two builds more have nothing to do.
rests() {
	local before
	before=$(times)
	for _ in 1 2; do
		passes "$1"
		[ "$before" = "$(times)" ] || disappointed "the build has work to do $1"
		case $generator in
		Ninja* | subdirectory) says 'ninja: no work to do' ;;
		*)
			! grep -qE '(Checking|Embedding|Building|schemac (check|embed)) ' "$log" ||
				disappointed "make works $1"
			;;
		esac
	done
}

says() {
	grep -qE -- "$1" "$log" || disappointed "the build does not say: $1"
}

revisions() {
	find versions -name '*.sql' 2>/dev/null | wc -l
}

has_revisions() {
	[ "$(revisions)" -eq "$1" ] || disappointed "there are $(revisions) revisions, not $1, $2"
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
	disappointed "cmake fails"

# A table that no revision knows.
fails "with a new model"
says "user\.h:[0-9]+:[0-9]+: error: .*users.*\[-Werror=drift\]"
has_revisions 1 "after the first build"
fails "with a draft"
says "unreviewed"
schemac review --all --yes >"$log" 2>&1 || disappointed "schemac review fails"
checks "after the review"
rests "after the review"
"$program" "$scratch/app.db" >"$log" 2>&1 || disappointed "the program does not migrate"
says "an app: 1 revisions"

# A field arrives.
sed -i 's/char \*bio;/char *bio;\n\tchar phone[21];/' user.h
says_drift() {
	says "user\.h:16:7: error: column 'users\.phone' .*\[-Werror=drift\]"
	says 'char phone\[21\];'
	says '^[^[:alnum:]]*\^~*$'
}
CI=1 fails "with a new field, in CI"
says_drift
has_revisions 1 "after a build in CI"
fails "with a new field"
says_drift
has_revisions 2 "after a new field"
grep -h '^[A-Z]' versions/*phone*.sql >"$log"
[ "$(grep -c ';$' "$log")" -eq 2 ] || disappointed "the draft is not one statement each way"
says '^ALTER TABLE users ADD COLUMN phone'
schemac review --all --yes >"$log" 2>&1 || disappointed "schemac review fails"
checks "after the second review"
rests "after the second review"
"$program" "$scratch/app.db" >"$log" 2>&1 || disappointed "the program does not migrate"
says "an app: 2 revisions"

# The targets for people.
target upgrade || disappointed "the target for upgrade fails"
columns=$(sqlite3 other.db "SELECT group_concat(name) FROM pragma_table_info('users')")
[ "$columns" = id,email,bio,phone ] || disappointed "the target for upgrade made users($columns)"
target downgrade || disappointed "the target for downgrade fails"
target revision || disappointed "the target for revision fails"
has_revisions 2 "after a revision of nothing"

# What a check depends on.
echo '/* a remark */' >>"$parts/limits_of_users.h"
checks "after an edit of an included header"
git add -A
checks "after git add"
git commit --quiet -m 'A phone'
checks "after a commit"
rests "after a commit"
newest=$(ls -t versions/*.sql | head -n 1)
cp "$newest" "$scratch/kept"
echo '-- a remark' >>"$newest"
fails "with an edited revision"
git checkout --quiet -- "$newest"
checks "after git checkout"
echo 'no revision' >versions/note.txt
checks "after a new file in versions/"
rm versions/note.txt
checks "after a file of versions/ is gone"
rests "after that"

# Two people add a revision each: the build of the branch says so when the other one is fetched, not
# after the merge. That ref is packed at first, so that the fetch makes a file where none was.
quietly() {
	"$@" >"$log" 2>&1 || disappointed "$* fails"
}
revision() { # ID: one by hand
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
rests "as long as nothing is fetched"
quietly git branch -D main
quietly git fetch
fails "when a merge would bring a second head"
says "ours.*error: a merge with origin/main would have 2 heads: ours and theirs \[-Werror=future-heads\]"
says 'on this side ours came with commit [0-9a-f]+ Ada Author .*: ours'
says 'on origin/main theirs came with commit [0-9a-f]+ Ada Author .*: theirs'
says 'the revisions part after'
quietly git merge --no-edit origin/main
fails "with two heads"
says '\[-Werror=heads\]'
quietly schemac merge
quietly schemac review --all --yes
checks "after a merge"
rests "after a merge"

# clean keeps what is not its own.
if [ "$generator" != make ]; then
	before=$(revisions)
	build --target clean
	has_revisions "$before" "after clean"
	checks "after clean"
	(cd "$build_folder" && ctest -C Debug) >"$log" 2>&1 || disappointed "ctest fails"
	cmake "$build_folder" -DCMAKE_C_FLAGS=-DUNUSED >"$log" 2>&1
	checks "after a change of flags"
	rests "after a change of flags"
fi
echo "consumer ($generator): all as expected"
