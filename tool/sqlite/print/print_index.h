/*
 * print_index: CREATE [UNIQUE] INDEX, without a ';' at the end.
 */
#ifndef SCHEMAC_SQLITE_PRINT_PRINT_INDEX_H
#define SCHEMAC_SQLITE_PRINT_PRINT_INDEX_H

#include "base/strbuf.h"
#include "schema/schema.h"

void sqlite_print_index(struct strbuf *out, const struct index *index, const struct table *table);

#endif
