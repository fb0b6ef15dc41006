#!/usr/bin/env bash
# Builds schemac and runs its tests.
#
#	tests/run.sh [-u] [FILTER]
#
# -u      write what the golden cases print into their `expected` files (look at git diff after)
# FILTER  a regular expression: only the ctest tests whose name it matches, with gcc alone
#
# Without a filter: gcc with AddressSanitizer and UndefinedBehaviorSanitizer runs everything, clang
# builds everything and runs the unit tests. Warnings are errors in both. The builds live in
# build/test and build/clang; SCHEMAC_BUILD names another place for the pair.
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

# The tests choose their own environment; CI would make the tool write nothing.
unset CI
export SCHEMAC_BLESS=$bless CTEST_OUTPUT_ON_FAILURE=1

# Configures and builds "$build/$1" with the compiler $2 and the options that follow, quietly.
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
