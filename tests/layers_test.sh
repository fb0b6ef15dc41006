#!/usr/bin/env bash
# Tests tests/layers.sh: a small tree passes, and each violation added to it is reported.
#
#	tests/layers_test.sh
set -euo pipefail
layers=$(realpath "$(dirname "$0")/layers.sh")
scratch=$(realpath "$(mktemp -d)")
trap 'rm -rf "$scratch"' EXIT
failed=0

# Writes a tree that follows its rules, in place of the previous one.
new_tree() {
	rm -rf "${scratch:?}"/*
	mkdir -p "$scratch"/tool/{base,front/c,cli,cmd}
	cd "$scratch/tool"
	touch base/text.h front/c/lex.h cli/ask.h
	printf '#include "cli/ask.h"\n' >main.c
	printf '/*\n * puts(text) prints\n */\nint x; // stderr\n' >base/text.c
	printf '#include "front/c/lex.h"\nconst char *t = "printf(";\n' >front/front.c
	printf '#include "lex.h"\n#include "base/text.h"\n#include <stdio.h>\n' >front/c/lex.c
	printf '#include "front/c/lex.h"\n#include <popt.h>\n' >cli/ask.c
	printf '#include "cli/ask.h"\nvoid f(void) { puts("x"); }\n' >cmd/run.c
	cat >"$scratch/rules" <<-END
		# a comment
		layer base:
		layer front: front/c base
		layer front/c: base
		layer cli: front base
		layer cmd: cli front/. base
		layer .: cmd cli
		never cli/: front/front.h
		only popt.h: cli/
		prints: main.c cmd/
	END
}

# fails TEXT: layers.sh fails on the tree and reports the text, which is a whole line.
fails() {
	if "$layers" . ../rules >../report; then
		echo "layers.sh passes, expected: $1"
		failed=1
	elif ! grep -qxF -- "$1" ../report; then
		echo "layers.sh does not report: $1"
		sed 's/^/    /' ../report
		failed=1
	fi
	new_tree
}

new_tree
"$layers" . ../rules || { echo "layers.sh fails on a tree that follows the rules" && failed=1; }

echo '#include "cli/ask.h"' >base/text.c
fails 'tool/base/text.c:1: error: base/ must not include "cli/ask.h"'

# A sub-folder is a layer of its own, and its parent is not implied.
touch front/front.h
echo '#include "front/front.h"' >front/c/lex.c
fails 'tool/front/c/lex.c:1: error: front/c/ must not include "front/front.h"'

# "FOLDER/." does not include sub-folders.
echo '#include "front/c/lex.h"' >cmd/run.c
fails 'tool/cmd/run.c:1: error: cmd/ must not include "front/c/lex.h"'

touch front/front.h
echo '#include "front/front.h"' >cli/ask.c
fails 'tool/cli/ask.c:1: error: cli/ must not include "front/front.h"'

echo '#include <popt.h>' >cmd/run.c
fails 'tool/cmd/run.c:1: error: <popt.h> may be included only by: cli/'

echo '#include "text.h"' >cmd/run.c
fails 'tool/cmd/run.c:1: error: write the folder of "text.h" in the include'

mkdir extra && touch extra/x.c
fails 'tool/extra:1: error: folder "extra" has no layer in tests/layers'

echo 'layer missing:' >>../rules
fails 'tests/layers: error: layer "missing" has no sources in tool/missing'

echo 'layer base: missing' >>../rules
fails 'tests/layers: error: layer "base" lists "missing", which has no sources'

for call in 'printf("x")' 'puts("x")' 'putchar (1)' 'perror("x")' 'fputs("x", stderr)' \
	'fwrite(x, 1, 1, stdout)'; do
	printf 'void f(void) { %s; }\n' "$call" >cli/ask.c
	name=$(grep -oE 'stdout|stderr' <<<"$call" || grep -oE '^[a-z]+' <<<"$call")
	fails "tool/cli/ask.c:1: error: \"$name\" in a file that must not print; the rule allows: main.c cmd/"
done

# Other functions with such names are allowed.
printf 'void f(void) { snprintf(x); vsnprintf(x); my_puts(x); outputs(x); }\n' >cli/ask.c
"$layers" . ../rules || { echo "layers.sh fails on functions that do not print" && failed=1; }
exit $failed
