#!/usr/bin/env bash
# The pages of the manual are accepted by groff without a warning and have a name that mandb finds; the shells
# accept the completions, and bash completes with them (tests/completion.zsh tries the others).
#
#	tests/manual.sh MANUAL PAGES
#
# MANUAL   the folder that schemac-manual wrote
# PAGES    the folder of the pages that are made from Markdown
set -euo pipefail
manual=$1 failed=0

fail() {
	echo "$*"
	failed=1
}

if command -v groff >/dev/null; then
	for page in "$manual"/man?/* "$2"/man?/*; do
		warnings=$(groff -k -t -man -ww -Tutf8 -z "$page" 2>&1) || fail "$page: groff fails"
		[ -z "$warnings" ] || fail "$page: $warnings"
		name=$(basename "$page")
		name=${name%.?}
		grep -qE "^${name//-/\\\\-} \\\\- [a-z]" "$page" || fail "$page: no NAME section for $name"
	done
fi

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

schemac() { # the completions take ids from it
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
complete_words schemac --explain dri drift
complete_words schemac check -Wno-dri -Wno-drift
complete_words schemac check -Werror = dri drift
complete_words schemac check -Werr -Werror
complete_words schemac diff mod models
exit $failed
