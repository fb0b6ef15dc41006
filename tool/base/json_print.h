/*
 * json_print: prints JSON, from a tree or piece by piece without one.
 *
 * The output is stable: keys are sorted by bytes, the indentation is two spaces, each member is on
 * its own line. A byte that is not valid UTF-8 is printed as U+FFFD.
 */
#ifndef SCHEMAC_BASE_JSON_PRINT_H
#define SCHEMAC_BASE_JSON_PRINT_H

#include "base/json.h"

/* Appends the text and a line feed. */
void json_print(struct strbuf *out, const struct json *json);

/* Appends the text without spaces and line feeds. */
void json_print_compact(struct strbuf *out, const struct json *json);

enum { JSON_WRITER_DEPTH = 16 }; /* how many lists and objects may be open at once */

struct json_level {
	enum json_type type;
	bool filled;        /* not empty */
	const char *last;   /* the key of its last item */
	struct json *value; /* the list or object itself, in a tree */
};

/*
 * A value that is written piece by piece: either printed immediately, in the format of
 * json_print(), or built as a tree. The caller writes the members of an object sorted by the bytes
 * of their keys. A tree borrows keys and texts. The key is NULL for the whole value and for items
 * of a list.
 */
struct json_writer {
	struct strbuf *out;  /* where to print; NULL: build a tree */
	struct arena *arena; /* of the tree */
	struct json *root;   /* the tree, once every list and object is ended */
	unsigned depth;      /* open lists and objects; open[0] encloses the whole value */
	struct json_level open[JSON_WRITER_DEPTH];
};

void json_writer_init_text(struct json_writer *writer, struct strbuf *out);
void json_writer_init_tree(struct json_writer *writer, struct arena *arena);

/* Begins a list or an object. Its items follow until json_write_end(). */
void json_write_begin(struct json_writer *writer, const char *key, enum json_type type);
void json_write_end(struct json_writer *writer);

void json_write_bool(struct json_writer *writer, const char *key, bool truth);
void json_write_number(struct json_writer *writer, const char *key, long long number);

/* Writes nothing if the text is NULL. */
void json_write_text(struct json_writer *writer, const char *key, const char *text);

#endif
