#include "sqlite/sqlite_dialect.h"

#include "schema/sql_text.h"
#include "sqlite/plan/sqlite_plan.h"
#include "sqlite/rules/sqlite_types.h"
#include "sqlite/sqlite_adapt.h"

const struct dialect sqlite_dialect = {
	.id = DIALECT_SQLITE,
	.ignores_case = true,
	.leaves_unnamed = true,
	.adapt = sqlite_adapt,
	.types_equal = sqlite_types_equal,
	.defaults_equal = sqlite_defaults_equal,
	.expressions_equal = sql_equal,
	.plan = sqlite_plan,
};
