#!/usr/bin/env bash
# The manual and the completions: pages without a warning of groff, every marker and option in them, and
# completions that shells accept.
#
#	tests/manual.sh MANUAL SOURCE
#
# MANUAL  the folder that schemac-manual wrote
# SOURCE  the folder tool/
set -euo pipefail
manual=$1 source=$2 failed=0

fail() {
	echo "$*"
	failed=1
}

if command -v groff >/dev/null; then
	for page in "$manual"/man?/* "$source"/man/*.7; do
		warnings=$(groff -mandoc -ww -Tutf8 -z "$page" 2>&1) || fail "$page: groff fails"
		[ -z "$warnings" ] || fail "$warnings"
	done
fi

# every marker is described
sed -n 's/^MARKER(\([A-Z_]*\),.*/SC_\1/p' "$source/front/marker.def" | while read -r marker; do
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
