/*
 * annotation: one property of a table, column, enum or object, declared by a marker or by an option
 * of SC_TABLE_ONLY. Both forms take the same arguments.
 */
#ifndef SCHEMAC_FRONT_MODEL_ANNOTATION_H
#define SCHEMAC_FRONT_MODEL_ANNOTATION_H

#include "front/c/argument.h"

struct model_builder;

struct annotation {
	enum marker_id id;
	const char *name;            /* as written, for messages: "SC_UNIQUE", "unique" */
	struct argument_list items;
	const struct marker *marker; /* NULL within SC_TABLE_ONLY */
	struct location at;          /* of its name */
};

VEC_STRUCT(annotations, struct annotation);

/* Parses the marker's arguments. Returns -1 after reporting an error. */
int annotation_of_marker(
	struct model_builder *builder, const struct marker *marker, struct annotation *out);

/* Reports an argument that the annotation does not accept. Always returns -1. */
int annotation_report(struct model_builder *builder, const struct annotation *annotation,
	struct location at, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Reports which arguments the annotation expects. Always returns -1. */
int annotation_expect(struct model_builder *builder, const struct annotation *annotation,
	const char *expected);

#endif
