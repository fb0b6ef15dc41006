#!/usr/bin/env bash
# Shows a typical working day, from an empty folder to a database migrated twice. Runs on a bare Debian 12.
#
#	examples/quickstart.sh [FOLDER]
#
# Installs missing packages, builds schemac and installs it into FOLDER/schemac, by default a new temporary
# folder. Then writes a small project into FOLDER/people and works with it. Each command is printed before
# it runs, followed by its output. Apart from the packages, nothing outside FOLDER is written.
set -euo pipefail

top=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d "${TMPDIR:-/tmp}/schemac-quickstart.XXXXXX")}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
unset CI # in CI schemac would write no drafts
export LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$folder/gitconfig"

# Prints a command and runs it. Fails if its status is not the expected one.
run() {
	local expected=0 status=0
	if [ "$1" = --fails ]; then
		expected=1
		shift
	fi
	printf '\n$ %s\n' "$*"
	eval "$*" || status=$?
	if [ $((status != 0)) -ne $expected ]; then
		echo "quickstart: the command above ended with status $status" >&2
		exit 1
	fi
}

say() {
	printf '\n# %s\n' "$@"
}

say 'Install missing packages, then build and install schemac.'
"$top/.ci/packages" quickstart
run cmake -S "$top" -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
	-DCMAKE_INSTALL_PREFIX="$folder/schemac" -DCMAKE_INSTALL_MESSAGE=NEVER --log-level=WARNING
run cmake --build "$folder/build" --target install -- --quiet
PATH="$folder/schemac/bin:$PATH"
run schemac --version

say 'A project with one model, which the build checks.'
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

say 'A field is added. The build fails and points to it, and schemac writes a draft revision.'
run "sed -i 's/char \*bio;/&\\n\\tchar phone[21] SC_NULL;/' user.h"
run --fails cmake --build build
run 'cat "$(ls -t versions/*.sql | head -n 1)"'

say 'A person reads and reviews the draft. The build succeeds; a second build has nothing to do.'
run schemac review --yes
run cmake --build build
run cmake --build build

say 'The database is upgraded, and its row is preserved.'
run cmake --build build --target people_upgrade
run schemac current --url sqlite:///people.db
run "sqlite3 -header people.db 'SELECT * FROM users'"
[ "$(sqlite3 people.db 'SELECT count(*) FROM users')" = 1 ]

say "Everything is in $folder."
