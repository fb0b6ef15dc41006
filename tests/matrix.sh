#!/usr/bin/env bash
# Compiles the example header as each version of C and C++, with gcc and clang and with all warnings
# as errors. For a compiler the markers must be empty.
#
#	tests/matrix.sh TOOL-FOLDER
set -euo pipefail
header=$(realpath "$(dirname "$0")")/model/example.h
include=$1/include
failed=0

# compile COMPILER LANGUAGE STANDARD
compile() {
	local options=(-Wall -Wextra -Wpedantic -Werror -fsyntax-only -x "$2" "-std=$3")
	"$1" "${options[@]}" -I"$include" -include "$header" - </dev/null || {
		echo "tests/matrix.sh: $header does not compile: $1 -std=$3"
		failed=1
	}
}

for standard in c99 c11 c17 c2x; do
	compile gcc c $standard
	compile clang c $standard
done
for standard in c++11 c++14 c++17 c++20; do
	compile g++ c++ $standard
	compile clang++ c++ $standard
done
exit $failed
