/*
 * value_type: reads the value of a setting as its key requires. Only config/ and man/ include this.
 */
#ifndef SCHEMAC_CONFIG_VALUE_TYPE_H
#define SCHEMAC_CONFIG_VALUE_TYPE_H

#include "base/text.h"
#include "config/keys.h"
#include "config/setting_value.h"

/* A field of any type, for a value that is only checked. */
union value_field {
	const char *text;
	unsigned number;
	bool truth;
	struct texts list;
};

/* Reads the value into the field of struct config that has the type. -1 after a diagnostic. */
int value_type_read(const struct setting_value *value, enum value_type type, void *field);

/* How a value of the type is written, for the manual: "true or false". */
const char *value_type_text(enum value_type type);

#endif
