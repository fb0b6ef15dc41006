/*
 * change: one difference between two schemas of one dialect.
 *
 * Changes are data; a dialect turns them into SQL. They are sorted by table, with enums and then
 * objects after the tables, then by kind, then by name (added columns in the order of
 * the struct): equal differences give equal lists.
 *
 * Must not depend on: dialects' SQL, revisions, files.
 */
#ifndef SCHEMAC_DIFF_CHANGE_H
#define SCHEMAC_DIFF_CHANGE_H

#include "schema/schema.h"

/*
 * CHANGE(constant, "verb and noun"): in the order of the changes to one table. ALTER_CONSTRAINT and
 * ALTER_INDEX occur only in a summary (change_summary.h).
 */
#define CHANGE_KINDS(CHANGE)                                                                       \
	CHANGE(RENAME_TABLE, "rename table")                                                       \
	CHANGE(ADD_TABLE, "add table")                                                             \
	CHANGE(DROP_TABLE, "drop table")                                                           \
	CHANGE(ALTER_OPTIONS, "alter options of table")                                            \
	CHANGE(ALTER_TABLE_COMMENT, "alter comment of table")                                      \
	CHANGE(RENAME_COLUMN, "rename column")                                                     \
	CHANGE(RENUMBER, "renumber constants of")                                                  \
	CHANGE(ADD_COLUMN, "add column")                                                           \
	CHANGE(DROP_COLUMN, "drop column")                                                         \
	CHANGE(ALTER_TYPE, "alter type of")                                                        \
	CHANGE(ALTER_NULLABILITY, "alter nullability of")                                          \
	CHANGE(ALTER_DEFAULT, "alter default of")                                                  \
	CHANGE(ALTER_GENERATED, "alter generated column")                                          \
	CHANGE(ALTER_IDENTITY, "alter identity of")                                                \
	CHANGE(ALTER_SEQUENCE, "alter type of the sequence of")                                    \
	CHANGE(ALTER_COLLATION, "alter collation of")                                              \
	CHANGE(ALTER_COLUMN_COMMENT, "alter comment of column")                                    \
	CHANGE(ADD_CONSTRAINT, "add")                                                              \
	CHANGE(DROP_CONSTRAINT, "drop")                                                            \
	CHANGE(ALTER_CONSTRAINT, "alter")                                                          \
	CHANGE(RENAME_CONSTRAINT, "rename")                                                        \
	CHANGE(ALTER_CONSTRAINT_COMMENT, "alter comment of")                                       \
	CHANGE(ADD_INDEX, "add index")                                                             \
	CHANGE(DROP_INDEX, "drop index")                                                           \
	CHANGE(ALTER_INDEX, "alter index")                                                         \
	CHANGE(RENAME_INDEX, "rename index")                                                       \
	CHANGE(ALTER_INDEX_COMMENT, "alter comment of index")                                      \
	CHANGE(ADD_ENUM, "add enum")                                                               \
	CHANGE(DROP_ENUM, "drop enum")                                                             \
	CHANGE(ALTER_ENUM, "alter enum")                                                           \
	CHANGE(ADD_OBJECT, "add")                                                                  \
	CHANGE(DROP_OBJECT, "drop")                                                                \
	CHANGE(REPLACE_OBJECT, "replace")                                                          \
	CHANGE(ALTER_OBJECT_COMMENT, "alter comment of")

enum change_kind {
#define CHANGE(constant, text) CHANGE_##constant,
	CHANGE_KINDS(CHANGE)
#undef CHANGE
	CHANGE_KIND_COUNT
};

/*
 * The pointers that the kind uses are set; one side is NULL if the change adds or drops the thing.
 */
struct change {
	enum change_kind kind;
	const struct table *table_before, *table;
	const struct column *column_before, *column;
	const struct constraint *constraint_before, *constraint;
	const struct index *index_before, *index;
	const struct enum_type *enum_before, *enum_type;
	const struct sql_object *object_before, *object;
};

VEC_STRUCT(changes, struct change);

/* A line of a list: "add column users.phone", "drop foreign key (author_id) from posts". */
const char *change_print(struct arena *arena, const struct change *change);

/* The text of CHANGE_KINDS: "add column", "drop". */
const char *change_kind_name(enum change_kind kind);

/*
 * A message: "column 'users.phone' is in the models but not in revision 1975ea83b712". `after` and
 * `before` name the two sides: "the models", "revision 1975ea83b712", "the database".
 */
const char *change_explain(struct arena *arena, const struct change *change, const char *after,
	const char *before);

/* The location in the models; none if the thing is not in the models. */
struct location change_location(const struct change *change);

/* Sorts the list in the order described above. */
void changes_sort(struct arena *arena, struct changes *changes);

#endif
