#!/usr/bin/env bash
# From nothing to a database that is migrated twice, on a bare Debian 12.
#
#	examples/quickstart.sh [FOLDER]
#
# Installs the packages that are missing, builds schemac and installs it into FOLDER/schemac (FOLDER is made
# with mktemp where none is given), then writes a small project in FOLDER/people and goes through a
# day of its life. Each command is shown before it runs, with all that it prints. Nothing outside
# FOLDER is written but the packages.
set -euo pipefail

top=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d "${TMPDIR:-/tmp}/schemac-quickstart.XXXXXX")}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
unset CI # in CI schemac writes no drafts, and here it shall
export LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$folder/gitconfig"

# Shows a command, runs it, and says so if its status is not the one expected.
run() {
	local expected=0 status=0
	if [ "$1" = --fails ]; then
		expected=1
		shift
	fi
	printf '\n$ %s\n' "$*"
	eval "$*" || status=$?
	if [ $((status != 0)) -ne $expected ]; then
		echo "quickstart: that ended with $status" >&2
		exit 1
	fi
}

say() {
	printf '\n# %s\n' "$@"
}

say 'What building takes, then schemac itself.'
"$top/.ci/packages" quickstart
run cmake -S "$top" -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
	-DCMAKE_INSTALL_PREFIX="$folder/schemac" -DCMAKE_INSTALL_MESSAGE=NEVER --log-level=WARNING
run cmake --build "$folder/build" --target install -- --quiet
PATH="$folder/schemac/bin:$PATH"
run schemac --version

say 'A project with one model, and a build that knows it.'
mkdir -p "$folder/people"
cd "$folder/people"
git config --file "$folder/gitconfig" user.name 'Ada Author'
git config --file "$folder/gitconfig" user.email ada@example.com
git init --quiet --initial-branch=main
cat >user.h <<'END'
#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char email[255] SC_UNIQUE;
	char *bio;
};
END
cat >people.c <<'END'
#include "user.h"

int
main(void)
{
	return 0;
}
END
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.20)
project(people C)
find_package(schemac REQUIRED)

add_executable(people people.c)
add_schema_migrations(people TARGET people MODELS user.h URL sqlite:///people.db)
END
run cat user.h CMakeLists.txt
run schemac init
run cmake -S . -B build -G Ninja -DCMAKE_PREFIX_PATH="$folder/schemac" --log-level=WARNING

say 'The first revision.'
run schemac revision --autogenerate -m '"Create users"' user.h
run 'cat versions/*.sql'
run schemac review --yes
run cmake --build build
run cmake --build build --target people_upgrade
run "sqlite3 people.db \"INSERT INTO users (email) VALUES ('ada@example.com')\""

say 'A field arrives. The build stops at it, and the draft of a revision is there.'
run "sed -i 's/char \*bio;/&\\n\\tchar phone[21] SC_NULL;/' user.h"
run --fails cmake --build build
run 'cat "$(ls -t versions/*.sql | head -n 1)"'

say 'A person reads the draft and agrees; the build goes on, and has nothing left to do.'
run schemac review --yes
run cmake --build build
run cmake --build build

say 'The database follows, and keeps its row.'
run cmake --build build --target people_upgrade
run schemac current --url sqlite:///people.db
run "sqlite3 -header people.db 'SELECT * FROM users'"
[ "$(sqlite3 people.db 'SELECT count(*) FROM users')" = 1 ]

say "All of it is in $folder"
