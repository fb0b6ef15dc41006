#!/usr/bin/env bash
# Checks the pkg-config files of an installed schemac: the package of each engine links the runtime
# with the library of this engine only. The libraries in schemac.mk must do the same.
#
#	tests/package_config.sh PREFIX
set -euo pipefail
prefix=$(realpath "$1")
export LC_ALL=C PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name schemac.pc)")
unset CI MAKEFLAGS MAKELEVEL
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

program() {
	cat >"$1.c" <<END
#include <schemac/runtime.h>
#include <stdio.h>
int main(void)
{
	const struct schemac_bundle bundle = {SCHEMAC_BUNDLE_ABI, sizeof(bundle)};
	struct schemac_error error;
	schemac_upgrade(schemac_$1(NULL), &bundle, NULL, &error);
	puts(error.message);
	return 0;
}
END
}

# needs PROGRAM LIBRARY OTHER: the program runs, and uses the library but not the other one.
needs() {
	./"$1" >/dev/null
	ldd "$1" >libraries
	grep -q "$2" libraries || { echo "$1 does not need $2"; exit 1; }
	! grep -q "$3" libraries || { echo "$1 needs $3"; exit 1; }
}

for engine in sqlite postgresql; do
	program $engine
	# shellcheck disable=SC2046
	"${CC:-cc}" -c $(pkg-config --cflags schemac-$engine) $engine.c
	# shellcheck disable=SC2046
	"${CC:-cc}" -o $engine $engine.o $(pkg-config --libs schemac-$engine)
done
needs sqlite libsqlite3 libpq
needs postgresql libpq libsqlite3

printf 'SCHEMA_NAME := x\nSCHEMA_MODELS := x.h\ninclude $(shell pkg-config --variable=mkfile schemac)\n' >Makefile
printf 'libs: ; @echo $(SCHEMA_LIBS)\n' >>Makefile
for engine in sqlite postgresql; do
	# shellcheck disable=SC2046
	"${CC:-cc}" -o $engine $engine.o $(make -s libs SCHEMA_DIALECTS=$engine)
done
needs sqlite libsqlite3 libpq
needs postgresql libpq libsqlite3
make -s libs | grep -q -- '-lschemac-runtime-sqlite -lschemac-runtime -lsqlite3'
make -s libs SCHEMA_DIALECTS='sqlite, postgresql' |
	grep -q -- '-lschemac-runtime-sqlite -lschemac-runtime-postgresql -lschemac-runtime -lsqlite3 -lpq'
