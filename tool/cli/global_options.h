/*
 * global_options: the options that every command takes, before or after its name.
 */
#ifndef SCHEMAC_CLI_GLOBAL_OPTIONS_H
#define SCHEMAC_CLI_GLOBAL_OPTIONS_H

#include "cli/option.h"

struct global_options {
	const char *config;    /* -c */
	const char *section;   /* -n */
	struct texts folders;  /* -C */
	struct texts extras;   /* -x key=value */
	const char *git_dir;   /* --git-dir */
	const char *url;       /* --url */
	bool frozen, quiet, verbose, help, version;
	const char *colour;    /* --color */
	const char *diagnostics_format;
	struct texts warnings; /* -W… */
	struct texts limits;   /* -f… */
	const char *format;    /* --format */
	const char *explain;   /* --explain */
};

/* Offsets are relative to struct global_options. */
extern const struct option global_option_table[];

#endif
