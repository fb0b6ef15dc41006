#!/usr/bin/env bash
# Compiles every header alone, with gcc and clang and with all warnings as errors.
#
#	tests/headers.sh TOOL-FOLDER
#
# Installed headers (include/schemac) must compile as C99 to C23 and as C++11 to C++20, the others
# as C17, the language of the tool. Each header is included twice to test its guard.
set -euo pipefail
shopt -s globstar nullglob
tool=$1
warnings=(-Wall -Wextra -Wpedantic -Werror -fsyntax-only)
failed=0

# compile HEADER COMPILER OPTION…: compiles a source file that includes only the header.
compile() {
	printf '#include "%s"\n#include "%s"\nextern int headers_end;\n' "$1" "$1" |
		"${@:2}" "${warnings[@]}" - || {
		echo "tests/headers.sh: $1 does not compile alone: ${*:2}"
		failed=1
	}
}

for header in "$tool"/**/*.h; do
	case $header in
	"$tool"/include/*)
		for standard in c99 c11 c17 c2x; do
			compile "$header" gcc -x c -std=$standard -I"$tool/include"
			compile "$header" clang -x c -std=$standard -I"$tool/include"
		done
		for standard in c++11 c++14 c++17 c++20; do
			compile "$header" g++ -x c++ -std=$standard -I"$tool/include"
			compile "$header" clang++ -x c++ -std=$standard -I"$tool/include"
		done
		;;
	*)
		for compiler in gcc clang; do
			compile "$header" $compiler -x c -std=c17 -D_GNU_SOURCE -I"$tool" -I"$tool/include" \
				$(pkg-config --cflags libpq)
		done
		;;
	esac
done
exit $failed
