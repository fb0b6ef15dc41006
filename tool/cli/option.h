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
	OPTION_TEXT, /* const char *; the last value counts */
	OPTION_LIST, /* struct texts; all values count */
	/* struct texts, in the form of the preprocessor: "-I" and its value are separate words */
	OPTION_CFLAG,
};

struct option {
	const char *name;     /* without dashes; NULL ends a table */
	char letter;          /* -x; '\0': none */
	bool one_dash;        /* a long name after one dash: -isystem, -std=… */
	enum option_kind kind;
	const char *argument; /* placeholder of the value in the help; NULL: the option takes no value */
	size_t offset;        /* of the value in the struct of the options */
	const char *help;     /* a sentence without capital letter and full stop */
};

#endif
