#!/usr/bin/env -S zsh -f
# Uses the completions: types a line in an interactive bash and zsh, then Tab, then Enter, and reads the command's
# arguments. fish prints what it would offer.
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

# Runs when Enter is pressed: prints its arguments. It knows one revision.
pretend='schemac() { if [ "$1" = history ]; then echo "a -> one (head) First"; else echo "<$*>"; fi; }'

# await SHELL PATTERN: reads its output up to the pattern into $shown; waits for at most 20 seconds.
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

# start SHELL COMMAND…: returns when the shell shows its prompt.
start() {
	zpty $1 env -i HOME=$scratch PATH=$PATH TERM=dumb LC_ALL=C ${(q)argv[2,-1]}
	await $1 '*ready> *'
}

# try SHELL LINE EXPECTED: requires that the command gets these arguments.
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
print '[schemac]\n[schemac:production]' >schemac.ini
git init -q -b main . && git -c user.name=A -c user.email=a@example.com commit -q --allow-empty -m 1 && git branch topic
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
	try $shell 'schemac --explain dri' '--explain drift'
	try $shell 'schemac check -Wno-dri' 'check -Wno-drift'
	try $shell 'schemac check -Werror=dri' 'check -Werror=drift'
	try $shell 'schemac check --warn=no-dri' 'check --warn=no-drift'
	try $shell 'schemac check --against top' 'check --against topic'
	try $shell 'schemac -n prod' '-n production'
	try $shell 'schemac diff mod' 'diff models'
	try $shell 'schemac diff models a' 'diff models a header.h'
	try $shell 'schemac diff o' 'diff one'
	try $shell 'schemac help warn' 'help warnings'
done
zpty -d bash zsh

# fish LINE EXPECTED: requires that this is among the completions.
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
	fish 'schemac --explain dri' drift
	fish 'schemac check -Wno-dri' -Wno-drift
	fish 'schemac check --warn=no-dri' --warn=no-drift
	fish 'schemac check --against t' topic
	fish 'schemac -n p' production
	fish 'schemac diff m' models
	fish 'schemac diff models a' 'a header.h'
	fish 'schemac help warn' warnings
fi
exit $failed
