#include "postgresql/dialect.h"

const struct dialect postgresql_dialect = {
	.id = DIALECT_POSTGRESQL,
	.adapt = postgresql_adapt,
	.types_equal = postgresql_types_equal,
	.defaults_equal = postgresql_defaults_equal,
	.expressions_equal = postgresql_expressions_equal,
	.plan = postgresql_plan,
};
