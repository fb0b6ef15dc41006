#include "postgresql/sql/parser.h"

#include "base/module.h"
#include "base/text.h"

const struct parser_functions *
parser_load(struct arena *arena, const char **problem)
{
	const struct parser_functions *functions =
		module_load(arena, PARSER_MODULE_FILE, PARSER_MODULE_SYMBOL, problem);
	if (functions == NULL)
		return NULL;
	if (functions->build == PARSER_MODULE_BUILD && text_equal(functions->version, SCHEMAC_VERSION))
		return functions;
	*problem = "it belongs to another version of schemac";
	return NULL;
}
