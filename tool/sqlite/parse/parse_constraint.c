/*
 * parse_constraint: the clauses that column constraints and table constraints have in common.
 */
#include "sqlite/parse/parse_table_internal.h"

#include "base/text.h"

struct constraint *
ddl_parse_new_constraint(struct ddl_table_parser *in, enum constraint_kind kind)
{
	struct constraint *constraint = table_add_constraint(in->parser.arena, in->table, kind);
	constraint->name = in->name;
	return constraint;
}

int
ddl_parse_constraint_name(struct ddl_table_parser *in)
{
	in->name = NULL;
	while (ddl_accept(&in->parser, "CONSTRAINT")) {
		in->name = ddl_name(&in->parser);
		if (in->name == NULL)
			return -1;
	}
	return 0;
}

int
ddl_parse_conflict(struct ddl_parser *parser, const char **out)
{
	static const char *const resolutions[] = {"ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"};

	*out = NULL;
	if (!ddl_accept_pair(parser, "ON", "CONFLICT"))
		return 0;
	for (size_t i = 0; i < sizeof(resolutions) / sizeof(*resolutions); i++)
		if (ddl_accept(parser, resolutions[i]))
			*out = resolutions[i];
	if (*out == NULL)
		return ddl_fail(parser, "ROLLBACK, ABORT, FAIL, IGNORE or REPLACE");
	return 0;
}

int
ddl_parse_deferrable(struct ddl_parser *parser, struct constraint *key)
{
	bool deferrable = !ddl_accept(parser, "NOT");
	bool deferred = false;

	if (ddl_expect(parser, "DEFERRABLE") < 0)
		return -1;
	if (ddl_accept(parser, "INITIALLY")) {
		deferred = ddl_accept(parser, "DEFERRED");
		if (!deferred && ddl_expect(parser, "IMMEDIATE") < 0)
			return -1;
	}
	if (key != NULL) {
		key->deferrable = deferrable;
		key->initially_deferred = deferrable && deferred;
	}
	return 0;
}

static int
parse_action(struct ddl_parser *parser, enum fk_action *out)
{
	if (ddl_accept_pair(parser, "SET", "NULL"))
		*out = FK_SET_NULL;
	else if (ddl_accept_pair(parser, "SET", "DEFAULT"))
		*out = FK_SET_DEFAULT;
	else if (ddl_accept_pair(parser, "NO", "ACTION"))
		*out = FK_NO_ACTION;
	else if (ddl_accept(parser, "CASCADE"))
		*out = FK_CASCADE;
	else if (ddl_accept(parser, "RESTRICT"))
		*out = FK_RESTRICT;
	else
		return ddl_fail(parser, "SET NULL, SET DEFAULT, CASCADE, RESTRICT or NO ACTION");
	return 0;
}

/*
 * ON DELETE, ON UPDATE and MATCH, in any order and any number of times; the last one of each kind
 * applies.
 */
static int
parse_reference_arguments(struct ddl_parser *parser, struct constraint *key)
{
	for (;;) {
		enum fk_action ignored;
		if (ddl_accept_pair(parser, "ON", "DELETE")) {
			if (parse_action(parser, &key->on_delete) < 0)
				return -1;
		} else if (ddl_accept_pair(parser, "ON", "UPDATE")) {
			if (parse_action(parser, &key->on_update) < 0)
				return -1;
		} else if (ddl_accept_pair(parser, "ON", "INSERT")) {
			if (parse_action(parser, &ignored) < 0)
				return -1;
		} else if (ddl_accept(parser, "MATCH")) {
			key->match = ddl_name(parser);
			if (key->match == NULL)
				return -1;
			if (text_equal_nocase(key->match, "SIMPLE"))
				key->match = NULL;
		} else {
			return 0;
		}
	}
}

int
ddl_parse_names(struct ddl_parser *parser, struct texts *out)
{
	if (ddl_expect(parser, "(") < 0)
		return -1;
	do {
		const char *name = ddl_name(parser);
		if (name == NULL)
			return -1;
		*VEC_ADD(parser->arena, out) = name;
		if (ddl_accept(parser, "COLLATE") && ddl_name(parser) == NULL)
			return -1;
		if (!ddl_accept(parser, "ASC"))
			ddl_accept(parser, "DESC");
	} while (ddl_accept(parser, ","));
	return ddl_expect(parser, ")");
}

int
ddl_parse_references(struct ddl_table_parser *in, struct constraint *key)
{
	struct ddl_parser *parser = &in->parser;

	in->last_foreign_key = key;
	if (ddl_expect(parser, "REFERENCES") < 0)
		return -1;
	key->target.name = ddl_name(parser);
	if (key->target.name == NULL)
		return -1;
	if (ddl_is(parser, "(", NULL) && ddl_parse_names(parser, &key->target_columns) < 0)
		return -1;
	if (parse_reference_arguments(parser, key) < 0)
		return -1;
	if (ddl_is(parser, "DEFERRABLE", NULL) || ddl_is(parser, "NOT", "DEFERRABLE"))
		return ddl_parse_deferrable(parser, key);
	return 0;
}
