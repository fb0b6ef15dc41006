#!/usr/bin/env bash
# Installs a build and moves the prefix, so that nothing that is found there can rest on where it was.
#
#	tests/install.sh CMAKE BUILD-FOLDER PREFIX
#
# PREFIX may have a blank in it; as GNU Make cannot live with that, PREFIX.make, with '-' for the
# blank, is a copy for it.
set -euo pipefail
plain=${3// /-}.make
rm -rf "$3" "$3.before" "$plain"
"$1" --install "$2" --prefix "$3.before" >/dev/null
mv "$3.before" "$3"
cp -a "$3" "$plain"
! grep -rlI -e "$3.before" -e "$2" "$3/lib" "$3/share" || {
	echo "these files name the folder that they were built or installed in"
	exit 1
}
[ -e "$3/share/schemac/problem-matcher.json" ] || {
	echo "GitHub's problem matcher is not installed"
	exit 1
}
