#!/usr/bin/env bash
# Checks that no command changes the git repository: runs every command that `schemac help` lists,
# and compares the bytes, modes and modification times of all files and folders in .git before and
# after. The times of folders also reveal temporary files. `git status` may differ only by the files
# that the command writes into the work tree, and `git fsck` must print the same.
#
#	tests/git_unchanged.sh PROGRAM
#
# Each command runs in copies of three repositories: a feature branch, with a new revision on
# origin/main; the merge of both, with two heads; and a linked worktree during that merge. A command
# that this file does not list runs without operands; the test fails if the command needs some.
set -euo pipefail

program=$(realpath "$1")
scratch=$(realpath "$(mktemp -d)")
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir bin home
ln -s "$program" bin/schemac
export PATH="$scratch/bin:$PATH" HOME="$scratch/home" LC_ALL=C TZ=UTC EDITOR=true
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$scratch/home/.gitconfig" GIT_OPTIONAL_LOCKS=0
export SOURCE_DATE_EPOCH=1795255200 GIT_AUTHOR_DATE='1795255200 +0000' GIT_COMMITTER_DATE='1795255200 +0000'
unset CI GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
git config --global user.name 'Ann'
git config --global user.email ann@example.org
git config --global init.defaultBranch main
git config --global advice.detachedHead false

# add_column NAME: adds a field and commits its reviewed revision.
add_column() {
	sed -i "s/char \*bio;/&\n\tchar *$1;/" user.h
	schemac revision -q --autogenerate -m "Add $1"
	schemac review -q --yes
	git add . && git commit -qm "Add $1"
}

make_project() {
	mkdir versions
	cat >user.h <<'END'
#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)

	int64_t id SC_PRIMARY_KEY;
	char *bio;
};
END
	printf '[schemac]\nmodels = user.h\nurl = sqlite:///app.db\nreview_by_other = false\n' >schemac.ini
	printf 'app.db*\n*.out\n' >.gitignore
	schemac revision -q --autogenerate -m "Create users"
	schemac review -q --yes
	git add . && git commit -qm "Create users"
	schemac upgrade -q
}

git init -q --bare origin.git
git init -q feature
cd feature
git remote add origin ../origin.git
make_project
git push -q -u origin main
git checkout -qb feature
git checkout -q main
add_column phone
git push -q
git checkout -q feature
git reset -q --hard origin/main~1 && git branch -qf main
add_column email
git pack-refs --all
git tag v1
cd ..

cp -a feature merged
(cd merged && { git merge -q origin/main >merge.out 2>&1 || git checkout -q --theirs user.h && git add . &&
	git commit -qm merged; })

cp -a feature worktree-main
git -C worktree-main worktree add -q ../worktree -b other feature
(cd worktree && cp ../feature/app.db . && { git merge -q --no-commit origin/main >merge.out 2>&1 || true; } &&
	git checkout -q --ours user.h)

# runs_of COMMAND: prints the command lines to run, one per line.
runs_of() {
	case $1 in
	init) printf '%s\n' 'init new' 'init --hooks' ;;
	merge-driver) echo 'merge-driver user.h base.out base.out versions/x.json' ;;
	compile) echo 'compile user.h -o x.out --depfile d.out' ;;
	check) printf '%s\n' 'check --depfile d.out --stamp s.out' 'check --frozen' 'check --against origin/main' ;;
	revision) echo 'revision -m more --head base' ;;
	review) printf '%s\n' 'review --yes --destructive --by Bob' 'review --revoke --all' ;;
	upgrade) printf '%s\n' 'upgrade heads' 'upgrade heads --sql' ;;
	downgrade) echo 'downgrade base' ;;
	stamp) echo 'stamp base' ;;
	heads) printf '%s\n' 'heads -v' 'heads --all-refs' ;;
	status) printf '%s\n' 'status' '-x review_by_other=true status --format=json' ;;
	history | branches) printf '%s\n' "$1 -v" "$1 --format=json" ;;
	show) echo 'show heads' ;;
	edit) echo 'edit base+1' ;;
	merge) printf '%s\n' 'merge' 'merge --dry-run' ;;
	rebase) printf '%s\n' 'rebase' 'rebase --dry-run' 'rebase --onto base' ;;
	diff) echo 'diff empty models' ;;
	inspect) echo 'inspect sqlite:///app.db' ;;
	embed) echo 'embed -o embed.out' ;;
	*) echo "$1" ;;
	esac
}

# writes_of COMMAND: prints an extended regular expression for the lines of `git status --porcelain`
# that may change.
writes_of() {
	case $1 in
	init) echo '^\?\? (new/|schemac\.ini|\.gitattributes|versions/)$' ;;
	*) echo '^.. versions/' ;; # a changed index would show in .git
	esac
}

# contents FOLDER: prints digests, modes and modification times of everything in a .git folder.
contents() {
	find "$1" -printf '%P %y %m %T@ %s\n' | sort
	find "$1" -type f -print0 | sort -z | xargs -0 sha256sum
}

failed=0 runs=0
# try FOLDER REPOSITORY COMMAND ARGUMENT…: runs `schemac ARGUMENT…` in the folder and compares
# REPOSITORY, its .git folder, before and after.
try() {
	local folder=$1 repository=$2 command=$3
	shift 3
	local before=$scratch/before after=$scratch/after
	contents "$repository" >"$before.git"
	(cd "$folder" && git status --porcelain >"$before.status" && git fsck >"$before.fsck" 2>&1)
	local status=0
	(cd "$folder" && schemac "$@" >"$scratch/output" 2>&1 </dev/null) || status=$?
	contents "$repository" >"$after.git"
	(cd "$folder" && git status --porcelain | { grep -vE "$(writes_of "$command")" || true; } >"$after.status" &&
		git fsck >"$after.fsck" 2>&1)
	grep -vE "$(writes_of "$command")" "$before.status" >"$before.kept" || true
	mv "$before.kept" "$before.status"
	for what in git status fsck; do
		if ! diff "$before.$what" "$after.$what" >"$scratch/differs"; then
			echo "schemac $* in ${folder##*/}: .git or the work tree has changed ($what)"
			head -20 "$scratch/differs"
			failed=1
		fi
	done
	if [ $status -gt 4 ] || grep -q '\[usage\]$\|runtime error\|Sanitizer' "$scratch/output"; then
		echo "schemac $* in ${folder##*/}: add operands to runs_of in $0, or fix the command:"
		head -20 "$scratch/output"
		failed=1
	fi
	runs=$((runs + 1))
}

commands=$(schemac help | sed -n '/^[Cc]ommands/,/^$/s/^  *\([a-z][a-z-]*\) .*/\1/p')
[ "$(wc -w <<<"$commands")" -ge 25 ] || { echo "schemac help lists too few commands: $commands"; exit 1; }

for command in $commands; do
	runs_of "$command" >runs
	while read -r -a run <&3; do
		for state in feature merged; do
			rm -rf try && cp -a "$state" try
			try "$scratch/try" "$scratch/try/.git" "$command" "${run[@]}"
		done
		rm -rf worktree.was && cp -a worktree worktree.was
		try "$scratch/worktree" "$scratch/worktree-main/.git" "$command" "${run[@]}"
		rm -rf worktree && mv worktree.was worktree
	done 3<runs
done
echo "$runs runs of $(wc -w <<<"$commands") commands"
exit $failed
