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
 * Parses the arguments of a marker that has its place. Returns -1 after reporting that brackets do
 * not match, an argument is missing between commas, or nesting is too deep.
 */
int arguments_parse(struct arena *arena, const struct marker *marker,
	struct diagnostics *diagnostics, struct argument_list *out);

/* The same for the arguments with the project's macros expanded. Reports nothing. */
int arguments_parse_expanded(
	struct arena *arena, const struct marker *marker, struct argument_list *out);

/* The place of the argument, at any depth, that is this name; `otherwise` if there is none. */
struct location arguments_find(
	const struct argument_list *items, const char *name, struct location otherwise);

/* The place from the first to the last of two arguments. */
struct location arguments_span(struct location first, struct location last);

/* Appends the name as an argument: a string literal unless it is an identifier. */
void arguments_add_name(struct strbuf *out, const char *name);

/* Adds a fix-it that replaces the argument at this place by the name. */
void arguments_fix_name(struct diagnostics *diagnostics, struct location at, const char *name);

#endif
