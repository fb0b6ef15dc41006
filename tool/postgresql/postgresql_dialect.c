#include "postgresql/postgresql_dialect.h"

#include "postgresql/plan/plan_order.h"
#include "postgresql/postgresql_adapt.h"
#include "postgresql/sql/equal.h"
#include "postgresql/sql/misuse.h"
#include "postgresql/sql/postgresql_syntax.h"
#include "postgresql/sql/postgresql_types.h"

const struct dialect postgresql_dialect = {
	.id = DIALECT_POSTGRESQL,
	.adapt = postgresql_adapt,
	.types_equal = postgresql_types_equal,
	.type_name = postgresql_type_name,
	.defaults_equal = postgresql_defaults_equal,
	.expressions_equal = postgresql_expressions_equal,
	.plan = postgresql_plan,
	.stands_alone = postgresql_stands_alone,
	.find_errors = postgresql_find_errors,
	.find_misuses = postgresql_find_misuses,
};
