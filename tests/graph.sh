#!/usr/bin/env bash
# Runs each case of tests/cases/graph/graph.txt with the program and a database, and checks the
# steps in schemac_history, the rows of schemac_version, the exit status and the message.
#
#	tests/graph.sh PROGRAM CASES
#
# Each revision creates a table. A case starts from a database that was upgraded to the rows that it
# names; after a case that succeeds, `downgrade base` must leave an empty database. The engine is
# the one of tests/engine.sh. The messages for mistakes are in NAME.messages beside CASES, for both
# engines; SCHEMAC_BLESS=1 writes them.
set -euo pipefail
program=$(realpath "$1")
cases=$(realpath "$2")
scratch=$(mktemp -d)

# Each revision is id:parents:label:depends_on, with commas in lists. graph.txt shows the graphs as
# arrows.
tree='a b:a c1:b:L1 c2:b:L2 d1:c1 d2:c2'
declare -A graphs=(
	[LIN]='a b:a c:b d:c e:d'
	[TREE]=$tree
	[MERGE]="$tree m:d1,d2 f:m"
	[FOREST]='a1::A a2:a1 b1::B b2:b1'
	[DEP]='a1::A a2:a1 a3:a2 b1::B b2:b1::a2 b3:b2'
	[XD]="${tree% *} d2:c2::c1"
	[BMP]='a1 b1:a1 c1:b1 a2 b2:a2 c2:b2 d1:c1,c2 d2:c2'
	[CRISS]='a1 a2:a1 a3:a2::b1 b1 b2:b1::a2 b3:b2'
	[DEP5]='a1 b1:::a1 m:a1,b1'
	[OCT]='a b1:a b2:a b3:a m:b1,b2,b3'
	[TWIN]='a b1:a b2:a c1:b1,b2 c2:b1,b2'
	[HEX]='ae1027a6acf1 ae10ffffffff:ae1027a6acf1 27c6a30d7c24:ae10ffffffff abc:27c6a30d7c24'
	[BAD self loop]='a:a'
	[BAD cycle]='a:c b:a c:b'
	[BAD cycle beside ok]='ok a:c b:a c:b after:c'
	[BAD dep cycle]='a:::b b:a'
	[BAD dep self]='a:::a'
	[BAD missing down]='b:zz zz9'
	[BAD missing dep]='b:::zz zz9'
	[BAD dup id]='a'
	[BAD dup label]='a::L b::L'
	[BAD label equals rev id]='a b::a'
	[BAD illegal id]='a-b'
	[BAD illegal id @]='a@b'
	[BAD empty]=''
)

# revision ID PARENTS LABEL DEPENDS_ON: writes both files of the revision.
revision() {
	{
		printf -- '-- %s\n--\n-- revision: %s\n' "$1" "$1"
		printf -- '-- revises: %s\n-- labels: %s\n-- depends_on: %s\n' "$2" "$3" "$4"
		printf -- '\n-- schemac: upgrade\nCREATE TABLE t_%s (x integer);\n' "$1"
		printf -- '\n-- schemac: downgrade\nDROP TABLE t_%s;\n' "$1"
	} >"versions/$1.sql"
	local parents=${2:+\"${2//,/\",\"}\"}
	printf '{"format": 1, "objects": {}, "parents": [%s], "revision": "%s"}\n' "$parents" "$1" \
		>"versions/$1.json"
}

graph() {
	[ -d "$scratch/$1" ] && cd "$scratch/$1" && return
	mkdir -p "$scratch/$1/versions" && cd "$scratch/$1"
	echo '[schemac]' >schemac.ini
	local item id parents label needs
	for item in ${graphs[$1]}; do
		IFS=: read -r id parents label needs <<<"$item"
		revision "$id" "$parents" "$label" "$needs"
	done
	[ "$1" != 'BAD dup id' ] || cp versions/a.sql versions/copy.sql
	[ "$1" != 'BAD dup id' ] || cp versions/a.json versions/copy.json
}

. "$(dirname "$0")/engine.sh"
if [ -n "${SCHEMAC_POSTGRESQL-}" ]; then
	left() { query "SELECT tablename FROM pg_tables WHERE tablename LIKE 't\_%'"; }
else
	left() { query "SELECT name FROM sqlite_schema WHERE name LIKE 't\_%' ESCAPE '\'"; }
fi
rows() { query 'SELECT version_num FROM schemac_version ORDER BY 1' | paste -sd, -; }
sorted() { tr ', ' '\n\n' <<<"$1" | sed '/^$/d' | sort | paste -sd, -; }
steps() {
	query "SELECT CASE direction WHEN 'upgrade' THEN '+' ELSE '-' END || revision
		FROM schemac_history WHERE id > $1 AND direction <> 'stamp'" | sort | paste -sd, -
}

failed=0
complain() {
	printf '%s\n\t%s\n%s\n' "$line" "$1" "$(sed 's/^/\t| /' output)"
	failed=1
}

# database ROWS: makes the database one that was upgraded to these rows.
database() {
	empty
	schemac ensure-version
	local row
	for row in ${1//,/ }; do
		if [ -e "versions/$row.sql" ]; then
			schemac --quiet upgrade --allow-unreviewed "$row"
		else
			query "INSERT INTO schemac_version VALUES ('$row')"
		fi
	done
	[ "$(rows)" = "$(sorted "$1")" ] || complain "the case starts with the rows $(rows)"
}

# check_reason TEXT: the message must contain each name in the text: revisions, BRANCH@…, +N, -N and
# remedies.
check_reason() {
	local word
	for word in $(tr ',;:()' '     ' <<<"$1"); do
		case $word in
		*@* | +* | -*) grep -qF -- "$word" output || complain "the message lacks $word" ;;
		*)
			[ -e "versions/$word.sql" ] || [ "$word" = heads ] || [ "$word" = merge ] || continue
			grep -qwF -- "$word" output || complain "the message lacks $word"
			;;
		esac
	done
}

keep_message() {
	printf '%s\n%s\n' "$line" "$(sed 's/^/\t/; s/--url [^ ]*/--url URL/' output)" >>"$scratch/messages"
}

check_rows() {
	[ "$(rows)" = "$(sorted "$1")" ] || complain "the rows are $(rows)"
}

# check COMMAND TARGET ROWS EXPECTED
check() {
	local command=$1 target=$2 expected=$4 status=0 before
	declare -A arguments=([up]='upgrade --allow-unreviewed' [down]='downgrade --allow-unreviewed'
		[stamp]=stamp [show]=show [hist]='history -r')
	database "$3"
	before=$(query 'SELECT coalesce(max(id), 0) FROM schemac_history')
	schemac ${arguments[$command]} "$target" >output 2>&1 || status=$?
	if [[ $expected =~ ^error\(([0-9])\)\ (.*) ]]; then
		[ "$status" = "${BASH_REMATCH[1]}" ] || complain "the status is $status"
		check_reason "${BASH_REMATCH[2]}"
		keep_message
		[ -z "$(steps "$before")" ] || complain "the database was changed: $(steps "$before")"
		check_rows "$3"
		return
	fi
	[ "$status" = 0 ] || complain "the status is $status"
	if [ "$command" = show ]; then
		grep -qF -- "-- revision: $expected" output || complain "a different revision is shown"
		return
	fi
	[[ $expected =~ ^(.*)=\>\ \{(.*)\}$ ]]
	local wanted=${BASH_REMATCH[1]} after=${BASH_REMATCH[2]}
	[ "$command" != stamp ] || wanted=
	[ "$(steps "$before")" = "$(sorted "$wanted")" ] || complain "the steps are $(steps "$before")"
	check_rows "$after"
	[ "$command" != stamp ] || return 0
	schemac --quiet downgrade --allow-unreviewed base
	[ -z "$(left)$(rows)" ] ||
		complain "downgrade base does not leave an empty database"
}

# check_bad EXPECTED: a graph that cannot be loaded fails every command, and none changes the
# database.
check_bad() {
	local expected=$1 wanted=0 status
	[[ ! $expected =~ ^error\(([0-9])\) ]] || wanted=${BASH_REMATCH[1]}
	empty
	for command in 'heads' 'upgrade --allow-unreviewed head' 'current'; do
		status=0
		[ "$wanted" != 0 ] || schemac ensure-version
		schemac $command >output 2>&1 || status=$?
		[ "$status" = "$wanted" ] || complain "the status of $command is $status"
		[ "$command" != heads ] || keep_message
	done
	[ -z "$(left)" ] || complain "the database was changed"
}

count=0
pattern="^([A-Z0-9]+) ([a-z]+) '([^']*)' from \{([^}]*)\}: (.*)$"
while IFS= read -r line; do
	if [[ $line =~ ^(BAD [^:]*):\ (.*)$ ]]; then
		graph "${BASH_REMATCH[1]}"
		check_bad "${line#*: }"
		count=$((count + 1))
		continue
	fi
	[[ $line =~ $pattern ]] || continue
	graph "${BASH_REMATCH[1]}"
	[[ $line =~ $pattern ]]
	check "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" "${BASH_REMATCH[4]}" "${BASH_REMATCH[5]}"
	count=$((count + 1))
done <"$cases"
echo "$count cases"
[ "$count" = "$(grep -c '^[A-Z]' "$cases")" ] || failed=1
messages=${cases%.txt}.messages
[ -z "${SCHEMAC_BLESS-}" ] || cp "$scratch/messages" "$messages"
diff -u "$messages" "$scratch/messages" || failed=1
exit $failed
