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
for page in man1/schemac.1 man1/schemac-check.1 man3/schemac-runtime.3 man5/schemac.ini.5 man5/schemac-revision.5 \
	man7/schemac-git.7 man7/schemac-warnings.7; do
	[ -s "$3/share/man/$page" ] || {
		echo "the manual page $page is not installed"
		exit 1
	}
done
