#!/usr/bin/env bash
# Runs cppcheck over all sources; silent when it finds nothing.
#
#	tests/cppcheck.sh CPPCHECK TOOL-FOLDER
set -euo pipefail
"$1" --quiet --error-exitcode=1 --inline-suppr --std=c11 --enable=warning,portability,performance \
	--suppress=missingInclude --suppress=missingIncludeSystem --suppress=nullPointerOutOfMemory \
	-D_GNU_SOURCE -I"$2" -I"$2/include" "$2"
