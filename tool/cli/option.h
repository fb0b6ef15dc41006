/*
 * option: a row in the table of command-line options.
 */
#ifndef SCHEMAC_CLI_OPTION_H
#define SCHEMAC_CLI_OPTION_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum option_kind {
	OPTION_FLAG, /* bool */
	OPTION_TEXT, /* const char *; the last value wins */
	OPTION_LIST, /* struct texts; all values are kept */
	/* struct texts of preprocessor arguments: "-I" and its value are separate words */
	OPTION_CFLAG,
};

struct option {
	const char *name;     /* without dashes; NULL ends a table */
	char letter;          /* -x; '\0': none */
	bool one_dash;        /* a long name after one dash: -isystem, -std=… */
	enum option_kind kind;
	const char *argument; /* placeholder for the value in the help; NULL: takes no value */
	size_t offset;        /* of the value in the options struct */
	const char *help;     /* a phrase without a capital letter or full stop */
};

#endif
