#!/usr/bin/env -S zsh -f
# The completions, used: a line is typed in an interactive shell, then Tab, then Enter; the shells are bash
# and zsh, and fish is asked.
#
#	tests/completion.zsh COMPLETIONS
#
# COMPLETIONS  the folder with _schemac, schemac and schemac.fish
zmodload zsh/zpty
folder=$1:A
scratch=$(mktemp -d)
trap 'rm -rf $scratch' EXIT
cd $scratch
failed=0 shown=

fail() {
	print -r -- $1
	failed=1
}

# What runs when Enter is pressed: it shows its arguments, and it knows a revision.
pretend='schemac() { if [ "$1" = history ]; then echo "a -> one (head) First"; else echo "<$*>"; fi; }'

# await SHELL PATTERN: what it shows up to that, in $shown; waits for at most 20 seconds.
await() {
	local part
	shown=
	repeat 400; do
		zpty -r -t $1 part && shown+=$part
		[[ $shown != ${~2} ]] || return 0
		sleep 0.05
	done
	fail "$1 shows: ${(V)shown}"
	exit 1
}

# start SHELL COMMAND…: types nothing before there is a prompt.
start() {
	zpty $1 env -i HOME=$scratch PATH=$PATH TERM=dumb LC_ALL=C ${(q)argv[2,-1]}
	await $1 '*ready> *'
}

# try SHELL LINE EXPECTED: the arguments that the command gets.
try() {
	zpty -w -n $1 "$2"$'\t\n'
	await $1 '*\<*\>*'
	[[ $shown == *"<$3>"* ]] || fail "$1: '$2' becomes '${(V)shown}'"
}

print -r -- "PS1='ready> '; $pretend; . $folder/schemac; bind 'set bell-style none'" >bashrc
start bash bash --rcfile $scratch/bashrc -i
print -r -- "PS1='ready> '; $pretend
fpath=($folder \$fpath); autoload -Uz compinit && compinit -u -D; unsetopt beep" >.zshrc
start zsh env ZDOTDIR=$scratch zsh -d -i

print -n '' >'a header.h'
for shell in bash zsh; do
	try $shell 'schemac upg' 'upgrade'
	try $shell 'schemac upgrade --dry' 'upgrade --dry-run'
	try $shell 'schemac upgrade o' 'upgrade one'
	try $shell 'schemac downgrade bas' 'downgrade base'
	try $shell 'schemac stamp --pur' 'stamp --purge'
	try $shell 'schemac check --diagnostics-format=sa' 'check --diagnostics-format=sarif'
	try $shell 'schemac revision --head o' 'revision --head one'
	try $shell 'schemac -C . show o' '-C . show one'
	try $shell 'schemac -c a' '-c a header.h'
	try $shell 'schemac help upg' 'help upgrade'
	try $shell 'schemac init --template=c' 'init --template=cmake'
	try $shell 'schemac check a' 'check a header.h'
done
zpty -d bash zsh

# fish LINE EXPECTED: what it would offer.
fish() {
	env -i HOME=$scratch PATH=$PATH LC_ALL=C.UTF-8 fish --no-config -c "
		function schemac; echo 'a -> one (head) First'; end
		source $folder/schemac.fish
		complete -C '$1'" | cut -f 1 | grep -qxF -- $2 || fail "fish: '$1' does not offer '$2'"
}
if (( $+commands[fish] )); then
	fish 'schemac up' upgrade
	fish 'schemac upgrade --dry' --dry-run
	fish 'schemac upgrade o' one
	fish 'schemac downgrade b' base
	fish 'schemac history --gr' --graph
	fish 'schemac check --diagnostics-format=sa' --diagnostics-format=sarif
	fish 'schemac revision --head o' one
	fish 'schemac help upg' upgrade
	fish 'schemac init --template ' cmake
	fish 'schemac check a' 'a header.h'
fi
exit $failed
