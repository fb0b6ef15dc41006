/*
 * argument: the arguments of a marker as a tree.
 *
 *	SC_INDEX(posts_by_author, unique, on(author_id, "lower(title)"), where("state > 0"))
 *
 *	argument := name | text | number | option | list
 *	name     := part ["." part]	users, audit.users, "Order Details"
 *	option   := word "(" [argument {"," argument}] ")"
 *	list     := "(" [argument {"," argument}] ")"
 *
 * A string literal is a name or SQL, depending on the marker. Both are ARGUMENT_TEXT.
 */
#ifndef SCHEMAC_FRONT_C_ARGUMENT_H
#define SCHEMAC_FRONT_C_ARGUMENT_H

#include "base/vec.h"
#include "front/c/marker.h"

enum argument_kind {
	ARGUMENT_WORDS,  /* bare words: users, cascade, set null */
	ARGUMENT_TEXT,   /* string literals, joined and decoded */
	ARGUMENT_DOTTED, /* schema.name, each part bare or quoted */
	ARGUMENT_NUMBER, /* with its sign */
	ARGUMENT_OPTION, /* text is its name */
	ARGUMENT_LIST,
	ARGUMENT_OTHER,  /* anything else; text is the source text */
};

struct argument;
VEC_STRUCT(argument_list, struct argument *);

struct argument {
	enum argument_kind kind;
	const char *text;
	const char *qualifier;      /* DOTTED: the part before the dot */
	struct argument_list items; /* OPTION, LIST */
	struct location at;         /* of the whole argument */
};

/*
 * Parses the arguments of a marker, whose location must be known. Returns -1 after reporting
 * unbalanced parentheses, a missing argument, or nesting that is too deep.
 */
int arguments_parse(struct arena *arena, const struct marker *marker,
	struct diagnostics *diagnostics, struct argument_list *out);

/*
 * Like arguments_parse(), but parses the arguments with the project's macros expanded. Reports
 * nothing.
 */
int arguments_parse_expanded(
	struct arena *arena, const struct marker *marker, struct argument_list *out);

/* The location of the argument with this name, at any depth; `otherwise` if there is none. */
struct location arguments_find(
	const struct argument_list *items, const char *name, struct location otherwise);

/* The location that extends from the first argument to the last. */
struct location arguments_span(struct location first, struct location last);

/* Appends the name as an argument: a string literal unless it is an identifier. */
void arguments_add_name(struct strbuf *out, const char *name);

/* Adds a fix-it that replaces the argument at this location with the name. */
void arguments_fix_name(struct diagnostics *diagnostics, struct location at, const char *name);

#endif
