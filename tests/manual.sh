#!/usr/bin/env bash
# The manual and the completions: pages without a warning of groff, every command, option, marker and key
# in them, and completions that shells accept (used by tests/completion.zsh).
#
#	tests/manual.sh MANUAL SOURCE PROGRAM
#
# MANUAL   the folder that schemac-manual wrote
# SOURCE   the folder tool/
# PROGRAM  the schemac whose manual it is
set -euo pipefail
manual=$1 source=$2 program=$3 failed=0

fail() {
	echo "$*"
	failed=1
}

if command -v groff >/dev/null; then
	for page in "$manual"/man?/* "$source"/man/*.7; do
		warnings=$(groff -mandoc -ww -Tutf8 -z "$page" 2>&1) || fail "$page: groff fails"
		[ -z "$warnings" ] || fail "$warnings"
	done

	# text PAGE: as it is read
	text() { groff -mandoc -Tutf8 -P-cbou "$manual/$1"; }

	# every option of `schemac help COMMAND` is in the command's page, every command in schemac(1)
	names=$("$program" help | sed -n '/^commands/,/^$/s/^  \([a-z-]*\) .*/\1/p')
	[ "$(wc -w <<<"$names")" -gt 20 ] || fail "no commands: $names"
	text man1/schemac.1 >/tmp/schemac.$$ && trap 'rm -f /tmp/schemac.$$' EXIT
	for name in $names; do
		grep -q "schemac-$name(1)" /tmp/schemac.$$ || fail "schemac(1) lacks $name"
	done
	for name in $names; do
		text "man1/schemac-$name.1" >/tmp/schemac.$$
		for option in $("$program" help "$name" | sed -n '/^options:/,/^$/p' | grep -oE ' --?[A-Za-z][a-z-]*'); do
			grep -qE -- "(^|[ ,])$option($|[ =,A-Z])" /tmp/schemac.$$ ||
				fail "schemac-$name(1) lacks $option"
		done
	done
fi

# every key of schemac.ini is described
sed -n 's/^\t[A-Z]*(\([a-z_]*\),.*/\1/p' "$source/config/keys.c" | while read -r key; do
	grep -q "$key" "$manual/man5/schemac.ini.5" || echo "schemac.ini(5) lacks $key"
done | { ! grep .; } || failed=1

# every marker is described
sed -n 's/^MARKER(\([A-Z_]*\),.*/SC_\1/p' "$source/front/c/marker.def" | while read -r marker; do
	grep -q "$marker\b" "$source/man/schemac-model.7" || echo "schemac-model(7) lacks $marker"
done | { ! grep .; } || failed=1

bash -n "$manual/completions/schemac" || fail "bash refuses its completions"
if command -v zsh >/dev/null; then
	zsh -n "$manual/completions/_schemac" || fail "zsh refuses its completions"
fi
if command -v fish >/dev/null; then
	fish -n "$manual/completions/schemac.fish" || fail "fish refuses its completions"
fi

# complete WORDS… EXPECTED: completing the last word of WORDS gives EXPECTED among others
complete_words() {
	local expected=${!#}
	COMP_WORDS=("${@:1:$#-1}")
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	COMPREPLY=()
	_schemac
	printf '%s\n' "${COMPREPLY[@]}" | grep -qxF -- "$expected" ||
		fail "completing '${COMP_WORDS[*]}' does not give '$expected': ${COMPREPLY[*]}"
}

schemac() { # what the completions ask for ids
	echo "a -> one (head) First"
}
set +eu
. "$manual/completions/schemac"
complete_words schemac upg upgrade
complete_words schemac upgrade --dry --dry-run
complete_words schemac upgrade o one
complete_words schemac upgrade he head
complete_words schemac -c x.ini downgrade b base
complete_words schemac check --diagnostics-format = s sarif
complete_words schemac check --color = '' always
complete_words schemac help me merge
complete_words schemac init --template = c cmake
complete_words schemac history --gr --graph
exit $failed
