#!/usr/bin/env bash
# Builds schemac and runs its tests.
#
#	tests/run.sh [-u] [FILTER]
#
# -u      write the output of golden cases to their `expected` files; read git diff afterwards
# FILTER  run only tests with a name that matches this regular expression, and only with gcc
#
# Without FILTER, the build by gcc with AddressSanitizer and UndefinedBehaviorSanitizer runs all
# tests, and the build by clang runs the unit tests. Warnings are errors in both. The build folders
# are build/test and build/clang; SCHEMAC_BUILD replaces build.
set -euo pipefail

bless=
while getopts u option; do
	case $option in
	u) bless=1 ;;
	*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
	esac
done
shift $((OPTIND - 1))
filter=${1-}

top=$(cd "$(dirname "$0")/.." && pwd)
build=${SCHEMAC_BUILD:-$top/build}
jobs=$(nproc)

# Tests set their own environment. With CI, the tool would not write drafts.
unset CI
export SCHEMAC_BLESS=$bless CTEST_OUTPUT_ON_FAILURE=1

# build NAME COMPILER OPTION…: configures and builds the folder "$build/NAME".
build() {
	local folder=$build/$1 compiler=$2
	shift 2
	cmake -S "$top" -B "$folder" -G Ninja -DCMAKE_C_COMPILER="$compiler" \
		-DSCHEMAC_WERROR=ON -DBUILD_TESTING=ON --log-level=WARNING "$@" >/dev/null &&
		cmake --build "$folder" -- --quiet
}

"$top/.ci/packages" test

echo "== gcc, sanitizers"
build test gcc -DCMAKE_BUILD_TYPE=Debug -DSCHEMAC_SANITIZE=ON
if [ -n "$filter" ]; then
	exec ctest --test-dir "$build/test" -j"$jobs" --no-tests=error -R "$filter"
fi

status=0
echo "== clang"
build clang clang -DCMAKE_BUILD_TYPE=Release &&
	ctest --test-dir "$build/clang" -j"$jobs" --no-tests=error --quiet -L unit || status=1

echo "== all tests"
ctest --test-dir "$build/test" -j"$jobs" --no-tests=error || status=1
exit $status
