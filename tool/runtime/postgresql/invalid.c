/*
 * A failed CREATE INDEX CONCURRENTLY leaves an invalid index under its name (PostgreSQL 15, CREATE
 * INDEX, Building Indexes Concurrently). Nothing uses that index. It makes the next attempt fail
 * or, with IF NOT EXISTS, do nothing.
 */
#include "runtime/postgresql/postgresql_internal.h"

/* Advances *n past the keyword if word *n is that keyword. */
static bool
accept(const char *sql, unsigned *n, const char *keyword)
{
	if (!scrt_word_is(scrt_pg_word(sql, *n), keyword))
		return false;
	++*n;
	return true;
}

/*
 * Finds the word numbers of `name` and `table` in CREATE [UNIQUE] INDEX CONCURRENTLY [IF NOT
 * EXISTS] name ON [ONLY] table.
 */
static bool
find_names(const char *sql, unsigned *name, unsigned *table)
{
	unsigned n = 0;
	if (!accept(sql, &n, "CREATE"))
		return false;
	accept(sql, &n, "UNIQUE");
	if (!accept(sql, &n, "INDEX") || !accept(sql, &n, "CONCURRENTLY"))
		return false;
	if (accept(sql, &n, "IF") && !(accept(sql, &n, "NOT") && accept(sql, &n, "EXISTS")))
		return false;
	*name = n++;
	if (!accept(sql, &n, "ON"))
		return false;
	accept(sql, &n, "ONLY");
	*table = n;
	return true;
}

static int
take_index(void *data, const char *const *values)
{
	struct text *sql = data;
	scrt_text_puts(sql, values[0]);
	return 0;
}

/* Adds the table name that starts at word n, including its schema, as written. */
static void
add_table(struct text *out, const char *sql, unsigned n)
{
	struct word word = scrt_pg_word(sql, n);
	scrt_text_add(out, word.text, word.length);
	while (scrt_word_is(scrt_pg_word(sql, ++n), ".")) {
		word = scrt_pg_word(sql, ++n);
		scrt_text_puts(out, ".");
		scrt_text_add(out, word.text, word.length);
	}
}

int
scrt_pg_drop_invalid(struct session *session, const char *sql)
{
	static const char query[] =
		"SELECT format('DROP INDEX CONCURRENTLY %I.%I', n.nspname, i.relname)"
		" FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
		" JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace"
		" WHERE NOT x.indisvalid AND x.indrelid = to_regclass($1::text)"
		" AND i.relname = (parse_ident($2::text))[1]";
	unsigned name, table_word;
	if (!find_names(sql, &name, &table_word))
		return 0;
	struct text table = {.pool = &session->pool}, index = {.pool = &session->pool},
		    drop = {.pool = &session->pool};
	struct word word = scrt_pg_word(sql, name);
	scrt_text_add(&index, word.text, word.length);
	add_table(&table, sql, table_word);
	if (index.failed || table.failed)
		return scrt_no_memory(session);
	const char *const values[] = {table.data, index.data};
	if (scrt_pg_query(session, query, values, 2, take_index, &drop))
		return -1;
	if (drop.failed)
		return scrt_no_memory(session);
	return drop.data ? scrt_pg_query(session, drop.data, NULL, 0, NULL, NULL) : 0;
}
