#!/usr/bin/env bash
# Checks the messages of add_schema_migrations for mistakes in its arguments.
#
#	tests/consumer_mistakes.sh PREFIX
#
# PREFIX  where schemac is installed
set -euo pipefail
prefix=$(realpath "$1")
scratch=$(realpath "$(mktemp -d)")
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/project"
cd "$scratch/project"
touch main.c user.h
failed=0

# configure CALL: configures a project with the targets app and library that makes the call. CMake
# wraps its messages; the log has them in one line.
configure() {
	cat >CMakeLists.txt <<-END
		cmake_minimum_required(VERSION 3.20)
		project(mistakes C)
		find_package(schemac REQUIRED)
		add_executable(app main.c)
		add_executable(program ALIAS app)
		add_library(library STATIC main.c)
		add_custom_target(taken_check)
		$1
	END
	cmake -G Ninja -S . -B ../build -DCMAKE_PREFIX_PATH="$prefix" >../output 2>&1 || {
		tr -s ' \n' ' ' <../output >../log
		return 1
	}
}

# refuses ARGUMENTS MESSAGE: the call add_schema_migrations(ARGUMENTS) is an error with this
# message.
refuses() {
	local name=${1%% *}
	if configure "add_schema_migrations($1)"; then
		echo "CMake accepts add_schema_migrations($1)"
		failed=1
	elif ! grep -qF -- "add_schema_migrations($name): $2 Call Stack" ../log; then
		echo "add_schema_migrations($1) does not print: $2"
		sed 's/^/    /' ../log
		failed=1
	fi
}

configure 'add_schema_migrations(app TARGET app MODELS user.h)' || {
	cat ../output
	exit 1
}

refuses 't MODELS user.h' 'there is no TARGET; add TARGET with the target that the models belong to'
refuses 't TARGET nope MODELS user.h' "there is no target 'nope'; add it before this call"
refuses 't TARGET libary MODELS user.h' "there is no target 'libary'; did you mean 'library'?"
refuses 't TARGET program MODELS user.h' "target 'program' is an alias; use 'app'"
refuses 't TARGET schemac::runtime MODELS user.h' \
	"target 'schemac::runtime' is imported; use a target of this project"
refuses 't TARGET app' 'there are no models; add MODELS with the annotated headers'

# A misspelt keyword: first, after a value, within a list, and unlike any keyword.
refuses 't MODEL user.h TARGET app' "unknown argument 'MODEL'; did you mean 'MODELS'?"
refuses 't TARGET app MODEL user.h' "unknown argument 'MODEL'; did you mean 'MODELS'?"
refuses 't TARGET app MODELS user.h STRIKT' "unknown argument 'STRIKT'; did you mean 'STRICT'?"
refuses 't TARGET app MODELS user.h VERSION migrations' "unknown argument 'VERSION'; did you mean 'VERSIONS'?"
refuses 't TARGET app DIALECTS sqlite DATABASE x MODELS user.h' \
	"unknown argument 'DATABASE'; the keywords are NO_EMIT, NO_CHECK, STRICT, EMBED, TARGET, CONFIG, URL, ON_DRIFT, MODELS, COLLECTION, VERSIONS, DIALECTS, HEADERS"
refuses 't TARGET app COLLECTION a HEADER user.h' "unknown argument 'HEADER'; did you mean 'HEADERS'?"
refuses 't TARGET app models user.h' "unknown argument 'models'; did you mean 'MODELS'?"

# Missing and wrong values
refuses 't TARGET MODELS user.h' "'TARGET' has no value; write a value after it or remove it"
refuses 't TARGET app MODELS' "'MODELS' has no value; write a value after it or remove it"
refuses 't TARGET app MODELS user.h URL' "'URL' has no value; write a value after it or remove it"
refuses 't TARGET app COLLECTION a' "collection 'a' has no headers; write COLLECTION <label> HEADERS <header>..."
refuses 't TARGET app MODELS user.h ON_DRIFT warn' "ON_DRIFT cannot be 'warn'; use ERROR or WARN"
refuses 't TARGET app MODELS user.h DIALECTS mysql' "unknown dialect 'mysql'; use sqlite or postgresql"

# Repeated and reserved names
refuses 't TARGET app MODELS user.h TARGET library' "'TARGET' is given 2 times; keep one of them"
refuses 'TARGET app MODELS user.h' "'TARGET' is a keyword; the first argument is a name for the targets"
refuses 'taken TARGET app MODELS user.h' \
	"target 'taken_check' already exists; choose a name other than 'taken'"
refuses 't TARGET app MODELS user.h)
	add_schema_migrations(t TARGET library MODELS user.h' \
	"the name 't' is already used in $scratch/project/CMakeLists.txt; choose a different name"
exit $failed
