#!/usr/bin/env bash
# Installs a build and moves the prefix, so that no installed file can depend on the original place.
#
#	tests/install.sh CMAKE BUILD-FOLDER PREFIX
#
# PREFIX may contain a space. GNU Make cannot handle that, so that PREFIX.make is a copy for it,
# with '-' in place of the space.
set -euo pipefail
plain=${3// /-}.make
rm -rf "$3" "$3.before" "$plain"
"$1" --install "$2" --prefix "$3.before" >/dev/null
mv "$3.before" "$3"
cp -a "$3" "$plain"
! grep -rlI -e "$3.before" -e "$2" "$3/lib" "$3/share" || {
	echo "these files contain the path of the build folder or of the original prefix"
	exit 1
}
[ -e "$3/share/schemac/problem-matcher.json" ] || {
	echo "the problem matcher for GitHub is not installed"
	exit 1
}
