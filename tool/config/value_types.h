/*
 * value_types: what the readers of values share. Only config/ includes this.
 */
#ifndef SCHEMAC_CONFIG_VALUE_TYPES_H
#define SCHEMAC_CONFIG_VALUE_TYPES_H

#include "config/value.h"

/* The one line of the value that is not empty, or its first; NULL after a diagnostic. */
const struct setting_line *value_line(const struct value *value);

/* Reports unless the value is read silently. Always -1. */
int value_error(const struct value *value, struct location at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
