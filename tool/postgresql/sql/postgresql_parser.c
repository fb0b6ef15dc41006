#include "postgresql/sql/postgresql_parser.h"

const struct postgresql_parser *
postgresql_parser_load(struct arena *arena, const char **problem)
{
	static const struct module module = {
		PARSER_MODULE_FILE, PARSER_MODULE_SYMBOL, PARSER_MODULE_LAYOUT};
	return module_load(arena, &module, problem);
}
