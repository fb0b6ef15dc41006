#!/usr/bin/env bash
# Runs cppcheck over all sources; silent when it finds nothing.
#
#	tests/cppcheck.sh CPPCHECK TOOL-FOLDER
#
# Left out: what it cannot see (system headers), what arena.h makes impossible, and a check that
# takes the nested designated initialiser {.name = {.name = NULL}} for two side effects (2.10).
set -euo pipefail
"$1" --quiet --error-exitcode=1 --inline-suppr --std=c11 --enable=warning,portability,performance \
	--suppress=missingInclude --suppress=missingIncludeSystem --suppress=nullPointerOutOfMemory --suppress=unknownEvaluationOrder \
	-D_GNU_SOURCE -I"$2" -I"$2/include" "$2"
