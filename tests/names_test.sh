#!/usr/bin/env bash
# Tests tests/names.sh and tests/circles.sh with a small tree, and with each violation added to it.
#
#	tests/names_test.sh
set -euo pipefail
here=$(realpath "$(dirname "$0")")
scratch=$(realpath "$(mktemp -d)")
trap 'rm -rf "$scratch"' EXIT
failed=0

# Writes a tree without violations, in place of the previous one.
new_tree() {
	rm -rf "${scratch:?}"/*
	mkdir -p "$scratch"/tool/{base,front,cmd,include}
	cd "$scratch/tool"
	echo 'void text_print(void);' >base/text.h
	echo 'void text_print(void) {}' >base/text.c
	echo 'void front_read(void), front_parse(void), front_share(void);' >front/read.h
	echo 'void text_print(void); void front_read(void) { text_print(); }' >front/read.c
	echo 'void front_parse(void);' >front/front_internal.h
	echo 'void front_read(void); void front_parse(void) { front_read(); }' >front/parse.c
	echo 'void installed(void);' >include/installed.h
	echo 'void installed(void) {} int main(void) { return 0; }' >base/main.c
	echo 'static void hidden(void) {} void (*const text)(void) = hidden;' >cmd/text.c
	cat >"$scratch/rules" <<-END
		declares base: include/installed.h
		same *: cmd/
	END
}

compile() {
	local file
	for file in */*.c; do
		mkdir -p "$scratch/build/tool/CMakeFiles/x.dir/${file%/*}"
		"${CC:-cc}" -c -o "$scratch/build/tool/CMakeFiles/x.dir/$file.o" "$file"
	done
}

# passes SCRIPT ARGUMENT…: the script accepts the tree.
passes() {
	compile
	"$here/$1" ../build . "${@:2}" >../report || {
		echo "$1 fails on a correct tree"
		cat ../report
		failed=1
	}
}

# fails TEXT SCRIPT ARGUMENT…: the script fails on the tree and reports the text, which is a line.
fails() {
	compile
	if "$here/$2" ../build . "${@:3}" >../report || ! grep -qxF -- "$1" ../report; then
		echo "$2 does not report: $1"
		sed 's/^/    /' ../report
		failed=1
	fi
}

new_tree
passes names.sh ../rules
passes circles.sh

echo 'void front_read(void), front_more(void);' >front/parse.h
echo 'void front_more(void) {}' >>front/read.c
fails 'tool/front/read.c: error: front_more() must be declared in read.h or in a *_internal.h of the folder; it is declared in front/parse.h' \
	names.sh ../rules
rm front/parse.h
fails 'tool/front/read.c: error: front_more() must be declared in read.h or in a *_internal.h of the folder; no header declares it' \
	names.sh ../rules
echo '/* front_more() is only in a comment */' >>front/read.h
fails 'tool/front/read.c: error: front_more() must be declared in read.h or in a *_internal.h of the folder; no header declares it' \
	names.sh ../rules

new_tree
touch front/text.c
fails 'tool/text.c: error: name of several files: base/text.c front/text.c' names.sh ../rules
new_tree
echo 'declares front: include/installed.h' >../rules
fails 'tool/base/main.c: error: installed() must be declared in main.h or in a *_internal.h of the folder; it is declared in include/installed.h' \
	names.sh ../rules

# A circle of two files is accepted and printed, a circle of four is not.
new_tree
echo 'void front_parse(void); void front_share(void) { front_parse(); }' >>front/read.c
passes circles.sh
grep -qxF '    front/read.c -> front/parse.c: front_parse' ../report || {
	echo "circles.sh does not print a circle of two files"
	failed=1
}
new_tree
for i in 1 2 3 4; do
	printf 'void f%d(void); void f%d(void); void f%d(void) { f%d(); }\n' $i $((i % 4 + 1)) $i $((i % 4 + 1)) \
		>front/f$i.c
done
fails 'tool/: error: 4 files that use each other:' circles.sh
fails 'tool/: error: 4 files that use each other:' circles.sh front
passes circles.sh base
new_tree
for i in 1 2 3 4; do
	echo "#include \"base/h$((i % 4 + 1)).h\"" >base/h$i.h
done
fails 'tool/: error: 4 headers that include each other:' circles.sh
exit $failed
