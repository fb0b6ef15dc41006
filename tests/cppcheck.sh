#!/usr/bin/env bash
# Runs cppcheck on all sources; prints nothing if it finds nothing.
#
#	tests/cppcheck.sh CPPCHECK TOOL-FOLDER
#
# These checks are disabled: missing system headers; allocations that return NULL, which arena.h
# rules out; and two checks with false positives (cppcheck 2.10). It mistakes the nested designated
# initialiser {.name = {.name = NULL}} for two side effects, and the address of an output parameter
# for a use of its value. Compilers and sanitizers check both.
set -euo pipefail
"$1" --quiet --error-exitcode=1 --inline-suppr --std=c11 --enable=warning,portability,performance \
	--suppress=missingInclude --suppress=missingIncludeSystem --suppress=nullPointerOutOfMemory \
	--suppress=unknownEvaluationOrder --suppress=uninitvar --suppress=ctuuninitvar \
	-D_GNU_SOURCE -I"$2" -I"$2/include" "$2"
