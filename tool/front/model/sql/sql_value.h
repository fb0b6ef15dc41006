/*
 * sql_value: reads values as SQL, as in SC_DEFAULT. Each function stores the SQL and returns 0, or
 * reports the argument and returns -1.
 */
#ifndef SCHEMAC_FRONT_MODEL_SQL_SQL_VALUE_H
#define SCHEMAC_FRONT_MODEL_SQL_SQL_VALUE_H

#include "front/model/annotation.h"
#include "front/model/sql/sql_type.h"

/*
 * The SQL of argument number `index`: a bare NULL, true, false, number or project constant, or SQL
 * in a string literal.
 */
int sql_value_take(struct model_builder *builder, const struct annotation *annotation, size_t index,
	const struct sql_type *type, const char **out);

/* SQL in a string literal, or in a macro that expands to one. */
int sql_value_take_sql(struct model_builder *builder, const struct annotation *annotation,
	size_t index, const char **out);

#endif
