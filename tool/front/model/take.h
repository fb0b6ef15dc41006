/*
 * take: reads single values from the arguments of an annotation.
 *
 * Each function stores the value and returns 0, or reports the argument and returns -1.
 */
#ifndef SCHEMAC_FRONT_MODEL_TAKE_H
#define SCHEMAC_FRONT_MODEL_TAKE_H

#include "front/model/annotation.h"
#include "schema/schema.h"

/* A bare word or a string literal; not empty, without a line end. */
int take_name(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out);

/* Several names. Valid names are stored even if the function returns -1. */
int take_names(struct model_builder *builder, const struct annotation *annotation,
	const struct argument_list *items, struct texts *out);

/* A name, optionally with a schema: users, audit.users. */
int take_qualified(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, struct qualified_name *out);

/* A string literal. */
int take_text(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out);

/* Bare words, converted to capitals: `set_null` and `set null` become "SET NULL". */
int take_words(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out);

/* sqlite or postgresql. */
int take_dialect(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, enum dialect_id *out);

/* The action of a foreign key: cascade, set_null. */
int take_action(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, enum fk_action *out);

/* SQLite's conflict resolution, converted to capitals: "IGNORE". */
int take_conflict(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out);

#endif
