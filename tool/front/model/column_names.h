/*
 * column_names: finds unknown column names in annotations and their SQL.
 */
#ifndef SCHEMAC_FRONT_MODEL_COLUMN_NAMES_H
#define SCHEMAC_FRONT_MODEL_COLUMN_NAMES_H

#include "front/model/annotation.h"
#include "schema/schema.h"

/* Reports that the table does not have the column. Always returns -1. */
int column_names_report_unknown(struct model_builder *builder, const struct annotation *annotation,
	const struct table *table, const char *name, struct location at);

/*
 * Records the SQL in an argument, so that column_names_check() can check it for misspelt columns.
 */
void column_names_expect(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument);

/* Checks the recorded SQL. Call it when the table has all its columns. */
void column_names_check(struct model_builder *builder, const struct table *table);

#endif
