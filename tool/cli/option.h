/*
 * option: one option of the command line, as a row of a table.
 */
#ifndef SCHEMAC_CLI_OPTION_H
#define SCHEMAC_CLI_OPTION_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum option_kind {
	OPTION_FLAG, /* bool */
	OPTION_TEXT, /* const char *; the last one counts */
	OPTION_LIST, /* struct texts: every one counts */
	/* struct texts: the option as the preprocessor takes it, "-I" and its value apart */
	OPTION_CFLAG,
};


struct option {
	const char *name;     /* without dashes; NULL ends a table */
	char letter;          /* -x; '\0': none */
	bool one_dash;        /* -isystem, -std=…: a long name behind one dash */
	enum option_kind kind;
	const char *argument; /* what the value is called in the usage; NULL: takes none */
	size_t offset;        /* in the command's struct */
	const char *help;     /* a sentence without its full stop */
};

#endif
