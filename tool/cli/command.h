/*
 * command: what a command is, and what the main program gives it.
 *
 * A command is a file and one const struct: parsing, usage errors, --help and the manual page come
 * from the same tables. Options are read into a struct of the command's own, described by offsets,
 * so that nothing is global.
 *
 * Commands report to context->diagnostics and return 0 or -1; the exit status follows from the
 * diagnostics (diag_exit_status). Only data that was asked for goes to standard output.
 */
#ifndef SCHEMAC_CLI_COMMAND_H
#define SCHEMAC_CLI_COMMAND_H

#include "base/arena.h"
#include "base/text.h"
#include "base/vec.h"
#include "config/config.h"
#include "diag/diag.h"

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

/* The options of one command: a table per concern, ends with NULL. */
struct option_group {
	const struct option *options;
	size_t base; /* added to the offsets: where the group's struct is in the command's */
};

struct context;
struct world;

struct command {
	const char *name;
	const char *alias_of;  /* makemigrations is revision --autogenerate; NULL: no alias */
	const char *operands;  /* "[REVISION…]", "" if none */
	const char *summary;   /* a line, for the list of commands */
	const char *details;   /* paragraphs, for --help and the manual */
	const struct option_group *groups;
	size_t size;           /* bytes of the options' struct */
	size_t min_operands, max_operands;
	bool needs_config;     /* reads schemac.ini before it runs */
	int (*run)(struct context *context);
};

/* What may be said in front of any command. */
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

/* One run of one command. */
struct context {
	struct arena arena;
	struct diagnostics diagnostics;
	struct global_options global;
	struct config config; /* all defaults where there is no schemac.ini */
	const struct command *command;
	void *options;        /* the command's struct */
	struct texts operands;
	bool colour;          /* on standard error */
	struct world *world;  /* see world.h; NULL: git was not asked yet */
	bool json;            /* --format=json */
	bool owns_versions;   /* this run holds the lock of the version folder: see rev/draft.h */
	enum diag_format diagnostics_format;
};

/* The commands in the order of the help; ends with NULL. */
extern const struct command *const commands[];

const struct command *command_find(const char *name);

/* Prints "schemac COMMAND …" with its options to the stream. */
void command_print_help(FILE *stream, const struct command *command);

/* Prints what there is. */
void command_print_overview(FILE *stream);

/* The options every command takes, for its help and its parsing. */
extern const struct option global_option_table[];

#endif
