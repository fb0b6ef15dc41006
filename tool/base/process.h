/*
 * process: runs a program and waits for it, without a shell.
 */
#ifndef SCHEMAC_BASE_PROCESS_H
#define SCHEMAC_BASE_PROCESS_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

struct process {
	const char *const *argv; /* ends with NULL; argv[0] is looked up in PATH */
	const char *folder;      /* to run in; NULL: this one */
	const char *input;       /* for its standard input; NULL: /dev/null, or our own */
	bool own_input;          /* it reads what we would read: an editor */
	size_t input_length;     /* bytes */
	struct strbuf *output;   /* its standard output is appended; NULL: our own */
	struct strbuf *errors;   /* its standard error is appended; NULL: our own */
	void (*meanwhile)(void *data); /* called once when it runs; short work only, or NULL */
	void (*received)(void *data);  /* called when `output` has grown; may cut it; or NULL */
	void *data;
	int status;              /* afterwards: exit status, or 128 + the signal that ended it */
};

/* 0 where the program could be run, whatever its status; -1 with errno where it could not. */
int process_run(struct process *process);

#endif
