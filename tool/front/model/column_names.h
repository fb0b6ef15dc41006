/*
 * column_names: names of columns in annotations and in their SQL that the table does not have.
 */
#ifndef SCHEMAC_FRONT_MODEL_COLUMN_NAMES_H
#define SCHEMAC_FRONT_MODEL_COLUMN_NAMES_H

#include "front/model/annotation.h"
#include "schema/schema.h"

/* Reports that the table does not have the column. Always returns -1. */
int column_names_report_unknown(struct model_builder *builder, const struct annotation *annotation,
	const struct table *table, const char *name, struct location at);

/* Records the SQL in an argument, which column_names_check() checks for misspelt columns. */
void column_names_expect(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument);

/* Checks the recorded SQL, once the table has all its columns. */
void column_names_check(struct model_builder *builder, const struct table *table);

#endif
