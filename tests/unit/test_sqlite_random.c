/*
 * Random tables and indexes with all clauses of SQLite's grammar, and with random quoting, case,
 * white space and comments. Statements that SQLite accepts must survive the round trip
 * (roundtrip.h). The seeds are fixed; SCHEMAC_SEED=n and SCHEMAC_ROUNDS=n select others.
 */
#include "roundtrip.h"

#include "base/text.h"
#include "schema/sql_text.h"

#include <stdlib.h>

struct dice {
	uint64_t state;
};

/* A number below `sides` (splitmix64). */
static unsigned
throw_dice(struct dice *dice, unsigned sides)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((z ^ (z >> 31)) % sides);
}

static bool
one_in(struct dice *dice, unsigned sides)
{
	return throw_dice(dice, sides) == 0;
}

#define PICK(dice, list) ((list)[throw_dice((dice), sizeof(list) / sizeof(*(list)))])

static const char *const names[] = {"a", "b", "C", "user id", "select", "desc", "key", "it's",
	"q\"q", "x`y", "\xC3\xBC", "left", "generated", "always", "n1", "_", "a$b", "if",
	"Not Null"};
static const char *const types[] = {"", "", "INTEGER", "integer", "INT", "TEXT", "VARCHAR(20)",
	"DECIMAL ( 10,2 )", "UNSIGNED BIG INT", "\"my type\"", "'t'", "[INTEGER]", "MONEY", "BLOB",
	"double precision", "x(+1, -2)", "`a``b` c", "\"x(1)\"", "\"check\""};
static const char *const strict_types[] = {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"};
static const char *const defaults[] = {"1", "-1", "+ 2.5", "'x'", "''", "\"d q\"", "NULL", "TRUE",
	"CURRENT_TIMESTAMP", "x'0aFF'", "bare", "(1)", "(1 + 2)", "((3))", "('a' || 'b')", "- 1",
	"(strftime('%s','now'))", "(- - 1)", ".5", "0x1f", "[br]", "(-1)", "(NULL)", "(1,2)"};
static const char *const conflicts[] = {
	"", "", "", "", " ON CONFLICT ABORT", " on conflict Replace", " ON CONFLICT IGNORE"};
static const char *const collations[] = {"nocase", "BINARY", "\"rtrim\"", "NOCASE", "unknown"};
static const char *const actions[] = {" ON DELETE CASCADE", " ON UPDATE SET NULL",
	" ON DELETE SET DEFAULT", " ON DELETE NO ACTION", " ON UPDATE RESTRICT", " MATCH FULL",
	" MATCH SIMPLE", " MATCH partial", " ON INSERT CASCADE"};
static const char *const deferrables[] = {"", "", "", " DEFERRABLE", " NOT DEFERRABLE",
	" DEFERRABLE INITIALLY DEFERRED", " DEFERRABLE INITIALLY IMMEDIATE"};
static const char *const spaces[] = {
	" ", " ", " ", "\n", "\t", " /* a ' \" ( */ ", " -- ) ;\n", "/**/", " /* /* */ "};

/* The table being generated. */
struct draft {
	struct dice *dice;
	struct strbuf *out;
	const char *columns[8];
	unsigned count;
	bool strict, has_key;
};

static void
add_space(struct draft *draft)
{
	strbuf_addstr(draft->out, PICK(draft->dice, spaces));
}

/* Appends the text with each space replaced by random white space or a comment. */
static void
add(struct draft *draft, const char *text)
{
	bool quoted = strpbrk(text, "\"'`[") != NULL;
	for (; *text != '\0'; text++) {
		if (*text == ' ' && !quoted)
			add_space(draft);
		else
			strbuf_addch(draft->out, *text);
	}
}

static void
add_quoted(struct strbuf *out, const char *name, char quote)
{
	strbuf_addch(out, quote);
	for (; *name != '\0'; name++) {
		if (*name == quote)
			strbuf_addch(out, quote);
		strbuf_addch(out, *name);
	}
	strbuf_addch(out, quote);
}

/* Appends the name in one of the possible spellings; never as a 'string' in an expression. */
static void
add_name(struct draft *draft, const char *name, bool in_expression)
{
	unsigned way = throw_dice(draft->dice, 6);
	bool upper = one_in(draft->dice, 4);
	struct strbuf cased = STRBUF_INIT;

	for (const char *c = name; *c != '\0'; c++)
		strbuf_addch(&cased, upper && *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c);
	name = in_expression ? cased.buf : name;
	if (way < 3 && text_is_identifier(name) && !sql_is_reserved(name))
		strbuf_addstr(draft->out, name);
	else if (way == 3)
		add_quoted(draft->out, name, '`');
	else if (way == 4)
		strbuf_addf(draft->out, "[%s]", name);
	else if (way == 5 && !in_expression)
		add_quoted(draft->out, name, '\'');
	else
		add_quoted(draft->out, name, '"');
	strbuf_release(&cased);
}

static const char *
some_column(struct draft *draft)
{
	return draft->columns[throw_dice(draft->dice, draft->count)];
}

static void
add_expression(struct draft *draft, unsigned depth)
{
	switch (throw_dice(draft->dice, depth > 2 ? 3 : 8)) {
	case 0:
		strbuf_addf(draft->out, "%u", throw_dice(draft->dice, 100));
		break;
	case 1:
		add(draft, "'a)b,'");
		break;
	case 2:
		add_name(draft, some_column(draft), true);
		break;
	case 3:
		add(draft, "(");
		add_expression(draft, depth + 1);
		add(draft, ")");
		break;
	case 4:
		add(draft, "abs( ");
		add_expression(draft, depth + 1);
		add(draft, " )");
		break;
	case 5:
		add(draft, "CASE WHEN ");
		add_expression(draft, depth + 1);
		add(draft, " THEN 1 END");
		break;
	case 6:
		add_name(draft, some_column(draft), true);
		add(draft, " COLLATE nocase");
		break;
	default:
		add_expression(draft, depth + 1);
		add(draft, one_in(draft->dice, 2) ? " || " : " > ");
		add_expression(draft, depth + 1);
		break;
	}
}

static void
add_constraint_name(struct draft *draft)
{
	if (!one_in(draft->dice, 3))
		return;
	add(draft, " CONSTRAINT ");
	add_name(draft, PICK(draft->dice, names), false);
}

static void
add_reference(struct draft *draft)
{
	add(draft, " REFERENCES ");
	add_name(draft, one_in(draft->dice, 2) ? "t" : PICK(draft->dice, names), false);
	if (one_in(draft->dice, 2)) {
		add(draft, " ( ");
		add_name(draft, some_column(draft), false);
		add(draft, ")");
	}
	while (one_in(draft->dice, 2))
		add(draft, PICK(draft->dice, actions));
	add(draft, PICK(draft->dice, deferrables));
}

static void
add_column_key(struct draft *draft)
{
	static const char *const orders[] = {"", "", " ASC", " DESC"};

	if (draft->has_key || !one_in(draft->dice, 3))
		return;
	draft->has_key = true;
	add_constraint_name(draft);
	add(draft, " PRIMARY KEY");
	add(draft, PICK(draft->dice, orders));
	add(draft, PICK(draft->dice, conflicts));
	if (one_in(draft->dice, 6))
		add(draft, " AUTOINCREMENT");
}

static void
add_column_constraint(struct draft *draft)
{
	add_constraint_name(draft);
	switch (throw_dice(draft->dice, 8)) {
	case 0:
		add(draft, " NOT NULL");
		add(draft, PICK(draft->dice, conflicts));
		break;
	case 1:
		add(draft, " UNIQUE");
		add(draft, PICK(draft->dice, conflicts));
		break;
	case 2:
	case 3:
		add(draft, " CHECK (");
		add_expression(draft, 0);
		add(draft, " )");
		break;
	case 4:
		add(draft, " DEFAULT ");
		add(draft, PICK(draft->dice, defaults));
		break;
	case 5:
		add(draft, " COLLATE ");
		add(draft, PICK(draft->dice, collations));
		break;
	case 6:
		add_reference(draft);
		break;
	default:
		add(draft, " NULL");
		break;
	}
}

static void
add_column(struct draft *draft, unsigned number)
{
	add_name(draft, draft->columns[number], false);
	add(draft, " ");
	add(draft, draft->strict ? PICK(draft->dice, strict_types) : PICK(draft->dice, types));
	if (number > 0 && one_in(draft->dice, 6)) {
		add(draft, one_in(draft->dice, 2) ? " GENERATED ALWAYS AS (" : " AS (");
		add_name(draft, draft->columns[0], true);
		add(draft, one_in(draft->dice, 2) ? " + 1) STORED" : " )");
		return;
	}
	add_column_key(draft);
	while (one_in(draft->dice, 2))
		add_column_constraint(draft);
}

static void
add_key_columns(struct draft *draft)
{
	add(draft, " (");
	do {
		add_name(draft, some_column(draft), false);
		if (one_in(draft->dice, 4))
			add(draft, " COLLATE nocase");
		if (one_in(draft->dice, 3))
			add(draft, one_in(draft->dice, 2) ? " DESC" : " ASC");
	} while (one_in(draft->dice, 2) && (add(draft, " , "), true));
	add(draft, ")");
	add(draft, PICK(draft->dice, conflicts));
}

/* SQLite requires a comma only before the first one. */
static void
add_table_constraint(struct draft *draft, bool first)
{
	add(draft, !first && one_in(draft->dice, 8) ? " " : " , ");
	add_constraint_name(draft);
	switch (throw_dice(draft->dice, 4)) {
	case 0:
		add(draft, draft->has_key ? " UNIQUE" : " PRIMARY KEY");
		draft->has_key = true;
		add_key_columns(draft);
		break;
	case 1:
		add(draft, " UNIQUE");
		add_key_columns(draft);
		break;
	case 2:
		add(draft, " CHECK(");
		add_expression(draft, 0);
		add(draft, ")");
		break;
	default:
		add(draft, " FOREIGN KEY (");
		add_name(draft, some_column(draft), false);
		add(draft, " )");
		add_reference(draft);
		break;
	}
}

static void
add_table(struct draft *draft)
{
	add(draft, one_in(draft->dice, 4) ? "CREATE TABLE IF NOT EXISTS " : "CREATE TABLE ");
	add(draft, one_in(draft->dice, 4) ? "main . t (" : "t(");
	for (unsigned i = 0; i < draft->count; i++) {
		add(draft, i > 0 ? " , " : " ");
		add_column(draft, i);
	}
	for (bool first = true; one_in(draft->dice, 2); first = false)
		add_table_constraint(draft, first);
	add(draft, " )");
	if (draft->has_key && one_in(draft->dice, 4))
		add(draft, draft->strict ? " WITHOUT ROWID , STRICT" : " WITHOUT ROWID");
	else if (draft->strict)
		add(draft, " STRICT");
	add(draft, ";\n");
}

static void
add_index(struct draft *draft, unsigned number)
{
	add(draft, one_in(draft->dice, 2) ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
	strbuf_addf(draft->out, "i%u", number);
	add(draft, " ON t (");
	do {
		add_expression(draft, 0);
		if (one_in(draft->dice, 4))
			add(draft, " COLLATE rtrim");
		if (one_in(draft->dice, 3))
			add(draft, one_in(draft->dice, 2) ? " DESC" : " asc");
	} while (one_in(draft->dice, 2) && (add(draft, " , "), true));
	add(draft, " )");
	if (one_in(draft->dice, 3)) {
		add(draft, " WHERE ");
		add_expression(draft, 0);
	}
	add(draft, ";\n");
}

static bool
is_accepted(const char *sql)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	int status = sqlite3_exec(db, sql, NULL, NULL, NULL);
	if (status != SQLITE_OK && getenv("SCHEMAC_VERBOSE") != NULL)
		print_message("%s\n%s\n", sqlite3_errmsg(db), sql);
	sqlite3_close(db);
	return status == SQLITE_OK;
}

/* Whether SQLite accepted the statements of the seed. */
static bool
play(uint64_t seed)
{
	struct dice dice = {.state = seed};
	struct strbuf sql = STRBUF_INIT;
	struct draft draft = {.dice = &dice, .out = &sql};

	draft.count = 1 + throw_dice(&dice, 6);
	draft.strict = one_in(&dice, 6);
	unsigned first = throw_dice(&dice, sizeof(names) / sizeof(*names));
	for (unsigned i = 0; i < draft.count; i++)
		draft.columns[i] = names[(first + i) % (sizeof(names) / sizeof(*names))];
	add_table(&draft);
	bool accepted = is_accepted(sql.buf);
	for (unsigned i = 0; accepted && i < 3; i++) {
		size_t length = sql.len;
		add_index(&draft, i);
		if (!is_accepted(sql.buf))
			strbuf_cut(&sql, length);
	}
	if (accepted)
		roundtrip_check(sql.buf);
	strbuf_release(&sql);
	return accepted;
}

static unsigned long
number_from(const char *variable, unsigned long otherwise)
{
	const char *text = getenv(variable);
	return text == NULL ? otherwise : strtoul(text, NULL, 10);
}

static void
random_tables_survive_the_round_trip(void **state)
{
	unsigned long seed = number_from("SCHEMAC_SEED", 1);
	unsigned long rounds = number_from("SCHEMAC_ROUNDS", 600);
	unsigned long accepted = 0;

	(void)state;
	for (unsigned long i = 0; i < rounds; i++)
		accepted += play(seed * 1000003 + i);
	/* the test is useful only if SQLite accepts most statements */
	print_message("%lu of %lu tables are SQL\n", accepted, rounds);
	assert_true(accepted * 3 > rounds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_tables_survive_the_round_trip),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
