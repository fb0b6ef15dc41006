#include "postgresql/sql/short_in.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql.h"

#include <string.h>

VEC_STRUCT(short_tokens, struct sql_token);

struct reader {
	struct arena *arena;
	const struct table *table;
	struct short_tokens tokens; /* the last one is SQL_END */
	size_t at;                  /* index of the next token */
};

static const struct sql_token *
token(const struct reader *reader)
{
	return &reader->tokens.items[reader->at];
}

static bool
accept(struct reader *reader, const char *word)
{
	if (!sql_is(token(reader), word))
		return false;
	reader->at++;
	return true;
}

/* The tokens of the words in this order, or nothing. */
static bool
accept_all(struct reader *reader, const char *const *words)
{
	size_t start = reader->at;
	for (; *words != NULL; words++)
		if (!accept(reader, *words)) {
			reader->at = start;
			return false;
		}
	return true;
}

static bool
accept_text_cast(struct reader *reader)
{
	static const char *const words[] = {"::", "text", NULL};
	return accept_all(reader, words);
}

/* ::text[], whose brackets are one token. */
static bool
accept_array_cast(struct reader *reader)
{
	size_t start = reader->at;
	if (accept_text_cast(reader)) {
		const struct sql_token *next = token(reader);
		if (next->length == 2 && strncmp(next->text, "[]", 2) == 0) {
			reader->at++;
			return true;
		}
		if (accept(reader, "[") && accept(reader, "]"))
			return true;
	}
	reader->at = start;
	return false;
}

static const struct column *
read_column(struct reader *reader)
{
	const struct sql_token *name = token(reader);
	if (name->kind != SQL_WORD && (name->kind != SQL_QUOTED_NAME || *name->text != '"'))
		return NULL;
	reader->at++;
	return table_find_column(reader->table, sql_name(reader->arena, name));
}

/* The type of constants that are compared with the column, as the server prints it; "" for none. */
static const char *
constant_type(struct arena *arena, const struct column *column)
{
	static const char *const plain[] = {"smallint", "integer", "bigint"};
	if (column->enum_type.name != NULL)
		return qualified_name_print(arena, &column->enum_type);
	const char *type = postgresql_type_name(arena, column->type.common);
	if (text_starts_with(type, "character varying"))
		return "character varying";
	if (text_starts_with(type, "character(") || strcmp(type, "character") == 0)
		return "bpchar";
	if (strcmp(type, "text") == 0)
		return "text";
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strcmp(type, plain[i]) == 0)
			return i == 1 ? "" : NULL;
	return NULL;
}

/* The cast of a constant: '::' and the tokens of the type. */
static bool
accept_type(struct reader *reader, const char *type)
{
	struct sql_lexer lexer;
	if (*type == '\0')
		return true;
	if (!accept(reader, "::"))
		return false;
	sql_lexer_init(&lexer, type, strlen(type));
	for (struct sql_token word; (word = sql_next(&lexer)).kind != SQL_END; reader->at++) {
		const struct sql_token *next = token(reader);
		if (next->length != word.length ||
			strncmp(next->text, word.text, word.length) != 0)
			return false;
	}
	return true;
}

/* 'a'::character varying, or ('a'::character varying)::text. */
static bool
read_constant(struct reader *reader, struct strbuf *out, const char *type, bool *cast)
{
	bool open = accept(reader, "(");
	bool sign = *type == '\0' && accept(reader, "-");
	const struct sql_token *constant = token(reader);
	if (constant->kind != (*type == '\0' ? SQL_NUMBER : SQL_STRING) ||
		(constant->kind == SQL_STRING && *constant->text != '\''))
		return false;
	reader->at++;
	strbuf_addf(out, "%s%.*s", sign ? "-" : "", (int)constant->length, constant->text);
	if (!accept_type(reader, type) || (open && !accept(reader, ")")))
		return false;
	*cast = accept_text_cast(reader);
	return true;
}

/* ARRAY[…] with its casts; false if it is not one of the two forms for the type. */
static bool
read_array(struct reader *reader, struct strbuf *out, const char *type)
{
	static const char *const begin[] = {"ARRAY", "[", NULL};
	bool varying = strcmp(type, "character varying") == 0, cast = false;
	size_t count = 0, casts = 0;
	bool open = accept(reader, "(");
	if (!accept_all(reader, begin))
		return false;
	do {
		strbuf_addstr(out, count > 0 ? ", " : "");
		if (!read_constant(reader, out, type, &cast))
			return false;
		casts += cast;
		count++;
	} while (accept(reader, ","));
	if (!accept(reader, "]") || (open && !accept(reader, ")")) || count < 2)
		return false;
	bool whole = accept_array_cast(reader);
	return varying ? (whole ? casts == 0 : casts == count) : !whole && casts == 0;
}

/* Whether the token can be before or after a comparison that is an operand of nothing stronger. */
static bool
is_boundary(const struct sql_token *next)
{
	static const char *const words[] = {
		"(", ")", "AND", "OR", "NOT", "WHEN", "THEN", "ELSE", "END", ","};
	bool found = next->kind == SQL_END;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		found = found || sql_is(next, words[i]);
	return found;
}

/* Reads a comparison at the next token; *out gets its short form. */
static bool
read_comparison(struct reader *reader, struct strbuf *out)
{
	static const char *const equal[] = {"=", "ANY", "(", NULL};
	static const char *const differs[] = {"<>", "ALL", "(", NULL};
	bool open = accept(reader, "(");
	const struct sql_token *name = token(reader);
	const struct column *column = read_column(reader);
	const char *type = column != NULL ? constant_type(reader->arena, column) : NULL;
	if (type == NULL || (open && !accept(reader, ")")))
		return false;
	bool cast = accept_text_cast(reader);
	if (cast != (strcmp(type, "character varying") == 0) || (open && !cast))
		return false;
	bool is_in = accept_all(reader, equal);
	if (!is_in && !accept_all(reader, differs))
		return false;
	strbuf_addf(out, "%.*s %s (", (int)name->length, name->text, is_in ? "IN" : "NOT IN");
	if (!read_array(reader, out, type) || !accept(reader, ")"))
		return false;
	strbuf_addch(out, ')');
	return is_boundary(token(reader));
}

static void
read_tokens(struct reader *reader, const char *sql)
{
	struct sql_lexer lexer;
	struct sql_token next;
	sql_lexer_init(&lexer, sql, strlen(sql));
	do {
		next = sql_next(&lexer);
		*VEC_ADD(reader->arena, &reader->tokens) = next;
	} while (next.kind != SQL_END);
}

/* (c IN ('a', 'b')) without its parentheses, if there is nothing else. */
static const char *
finish(struct arena *arena, struct strbuf *out, bool whole)
{
	bool wrapped = whole && out->len > 2 && out->buf[0] == '(';
	const char *text = wrapped ? arena_strndup(arena, out->buf + 1, out->len - 2)
				   : arena_strdup(arena, out->buf);
	strbuf_release(out);
	return text;
}

const char *
postgresql_short_in(struct arena *arena, const struct table *table, const char *sql)
{
	struct reader reader = {.arena = arena, .table = table};
	struct strbuf out = STRBUF_INIT;
	size_t copied = 0, found = 0;
	if (sql == NULL || strstr(sql, "ARRAY[") == NULL)
		return sql;
	read_tokens(&reader, sql);
	for (size_t i = 0; i + 1 < reader.tokens.len; i++) {
		struct strbuf text = STRBUF_INIT;
		reader.at = i;
		bool starts = i == 0 || is_boundary(&reader.tokens.items[i - 1]);
		if (starts && read_comparison(&reader, &text)) {
			strbuf_add(&out, sql + copied, reader.tokens.items[i].offset - copied);
			strbuf_addstr(&out, text.buf);
			const struct sql_token *last = &reader.tokens.items[reader.at - 1];
			copied = last->offset + last->length;
			found++;
			i = reader.at - 1;
		}
		strbuf_release(&text);
	}
	if (found == 0)
		return sql;
	strbuf_addstr(&out, sql + copied);
	bool whole = found == 1 && reader.tokens.len > 2 && sql_is(&reader.tokens.items[0], "(") &&
		     copied + 1 == strlen(sql) && !sql_is(&reader.tokens.items[1], "NOT");
	return finish(arena, &out, whole && out.buf[1] != '(');
}
