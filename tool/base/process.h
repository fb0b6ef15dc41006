/*
 * process: runs a program without a shell and waits for it.
 */
#ifndef SCHEMAC_BASE_PROCESS_H
#define SCHEMAC_BASE_PROCESS_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

struct process {
	const char *const *argv; /* ends with NULL; argv[0] is looked up in PATH */
	const char *folder;      /* its working directory; NULL: the current folder */
	const char *input;       /* for its standard input; NULL: /dev/null, or our own */
	bool own_input;          /* it inherits our standard input, as an editor needs */
	size_t input_length;     /* bytes */
	struct strbuf *output;   /* its standard output is appended; NULL: our own */
	struct strbuf *errors;   /* its standard error is appended; NULL: our own */
	void (*meanwhile)(void *data); /* called once after the start, for short work; or NULL */
	void (*received)(void *data);  /* called when `output` has grown; may shorten it; or NULL */
	void *data;
	int status;              /* result: exit status, or 128 + the signal that ended it */
};

/* 0 if the program was run, with any status; -1 with errno if it could not be run. */
int process_run(struct process *process);

#endif
