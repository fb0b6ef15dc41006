/* pg_query_module: the functions of libpg_query that schemac uses, as a loadable module. */
#include "postgresql/sql/postgresql_parser.h"

#include <pg_query.h>

static const char *
module_tree(struct arena *arena, const char *sql)
{
	PgQueryParseResult result = pg_query_parse(sql);
	/* An error leaves an empty tree. */
	const char *tree = result.error == NULL ? arena_strdup(arena, result.parse_tree) : NULL;
	pg_query_free_parse_result(result);
	return tree;
}

/* Splitting runs the whole parser but prints no tree. */
static bool
module_check(struct arena *arena, struct postgresql_parser_error *out, const char *sql)
{
	PgQuerySplitResult result = pg_query_split_with_parser(sql);
	bool right = result.error == NULL;
	if (!right) {
		out->message = arena_strdup(arena, result.error->message);
		out->character = result.error->cursorpos > 0 ? (size_t)result.error->cursorpos : 0;
	}
	pg_query_free_split_result(result);
	return right;
}

__attribute__((visibility("default"))) extern const struct postgresql_parser schemac_pgquery;

const struct postgresql_parser schemac_pgquery = {
	.header = {PARSER_MODULE_LAYOUT, SCHEMAC_VERSION},
	.tree = module_tree,
	.check = module_check,
};
