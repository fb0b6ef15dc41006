#include "rev/embed/runtime_bundle.h"

#include "base/text.h"
#include "rev/file/review.h"
#include "rev/file/script.h"
#include "rev/file/snapshot.h"
#include "rev/graph/set.h"

#include <string.h>

/*
 * Scripts are copied by dialect number. Therefore a dialect must have the same number in the
 * runtime and in schema/.
 */
_Static_assert((int)DIALECT_SQLITE == (int)SCHEMAC_DIALECT_SQLITE &&
		       (int)DIALECT_POSTGRESQL == (int)SCHEMAC_DIALECT_POSTGRESQL &&
		       (int)DIALECT_COUNT == SCHEMAC_DIALECT_COUNT,
	"a dialect must have the same number in the runtime and in schema/");

/* The ids as a list terminated by NULL; NULL if there are none. */
static const char *const *
id_list(struct arena *arena, const struct references *references)
{
	if (references->len == 0)
		return NULL;
	const char **list = arena_alloc(arena, (references->len + 1) * sizeof(*list));
	for (size_t i = 0; i < references->len; i++)
		list[i] = references->items[i].name;
	return list;
}

/* Whether the revision's sections without a dialect were written for this one. */
static bool
is_written_for(const struct snapshot *snapshot, int dialect)
{
	if (snapshot->dialects.len == 0)
		return true;
	VEC_EACH (const char *const, name, snapshot->dialects)
		if (dialect_find(*name) == (enum dialect_id)dialect)
			return true;
	return false;
}

/* Removes a script that a dialect shares with one for which the section was written. */
static void
remove_shared(struct schemac_script *scripts, int dialect, const struct snapshot *snapshot)
{
	struct schemac_script *script = &scripts[dialect];
	for (int i = 0; i < DIALECT_COUNT; i++)
		if (script->step_count > 0 && is_written_for(snapshot, i) &&
			scripts[i].steps == script->steps)
			*script = (struct schemac_script){0};
}

/* A section without a dialect is for those of the project when it was written, and no others. */
static void
remove_foreign(struct schemac_revision *revision, const struct snapshot *snapshot)
{
	for (int i = 0; i < DIALECT_COUNT; i++)
		if (!is_written_for(snapshot, i)) {
			remove_shared(revision->upgrade, i, snapshot);
			remove_shared(revision->downgrade, i, snapshot);
		}
}

/* Reads the sections, and the snapshot if the review is needed. */
static int
fill_revision(struct arena *arena, struct schemac_revision *out, const struct revision *revision,
	bool with_review, struct diagnostics *diagnostics)
{
	struct script script;
	struct snapshot snapshot;
	if (script_read(arena, &script, revision, diagnostics) != 0)
		return -1;
	for (int i = 0; i < DIALECT_COUNT; i++) {
		out->upgrade[i] = script.upgrade[i];
		out->downgrade[i] = script.downgrade[i];
	}
	out->digest = arena_strdup(arena, script.upgrade_digest.hex);
	if (!with_review)
		return 0;
	if (snapshot_read(arena, &snapshot, revision, diagnostics) != 0)
		return -1;
	out->reviewed =
		review_state_of(arena, &snapshot, script.text, script.length) == REVIEW_DONE;
	remove_foreign(out, &snapshot);
	return 0;
}

int
runtime_bundle_read_reviews(struct arena *arena, struct schemac_bundle *bundle,
	const struct graph *graph, const size_t *numbers, size_t count,
	struct diagnostics *diagnostics)
{
	/* They are const only for the runtime; the arena owns them. */
	struct schemac_revision *revisions = (struct schemac_revision *)bundle->revisions;
	int result = 0;
	for (size_t i = 0; i < count; i++) {
		enum review_state state;
		struct snapshot snapshot;
		if (review_read(arena, &state, &snapshot, graph->all.items[numbers[i]],
			    diagnostics) != 0) {
			result = -1;
			continue;
		}
		revisions[numbers[i]].reviewed = state == REVIEW_DONE;
		remove_foreign(&revisions[numbers[i]], &snapshot);
	}
	return result;
}

/* ------------------------------------------------------------------ shapes */

static unsigned
place_in_key(const struct constraint *key, const char *column)
{
	for (size_t i = 0; key != NULL && i < key->parts.len; i++)
		if (text_equal(key->parts.items[i].column, column))
			return (unsigned)i + 1;
	return 0;
}

static struct schemac_table_shape
shape_of(struct arena *arena, const struct table *table)
{
	const struct constraint *key = table_primary_key(table);
	struct schemac_column_shape *columns =
		arena_alloc(arena, table->columns.len * sizeof(*columns));
	for (size_t i = 0; i < table->columns.len; i++) {
		const struct column *column = table->columns.items[i];
		columns[i] = (struct schemac_column_shape){
			.name = column->name,
			.type = column->type.common,
			.not_null = column->not_null,
			.primary_key = place_in_key(key, column->name),
		};
	}
	return (struct schemac_table_shape){
		.schema = table->name.schema,
		.name = table->name.name,
		.columns = columns,
		.column_count = table->columns.len,
	};
}

static void
fill_shapes(struct arena *arena, struct schemac_bundle *bundle, int dialect,
	const struct schema *schema)
{
	struct schemac_table_shape *shapes =
		arena_alloc(arena, schema->tables.len * sizeof(*shapes));
	for (size_t i = 0; i < schema->tables.len; i++)
		shapes[i] = shape_of(arena, schema->tables.items[i]);
	bundle->tables[dialect] = shapes;
	bundle->table_count[dialect] = schema->tables.len;
}

/* ------------------------------------------------------------------ bundles */

struct schemac_bundle *
runtime_bundle_new(struct arena *arena, const struct graph *graph,
	const struct runtime_bundle_options *options, struct diagnostics *diagnostics)
{
	struct schemac_bundle *bundle = ARENA_NEW(arena, struct schemac_bundle);
	struct schemac_revision *revisions =
		arena_alloc(arena, graph->all.len * sizeof(*revisions));
	int result = 0;
	*bundle = (struct schemac_bundle){
		.abi = SCHEMAC_BUNDLE_ABI,
		.size = sizeof(*bundle),
		.name = options->name,
		.version_table = options->version_table,
		.version_table_schema = options->version_table_schema,
		.revisions = revisions,
		.revision_count = graph->all.len,
	};
	for (size_t i = 0; i < graph->all.len; i++) {
		const struct revision *revision = graph->all.items[i];
		revisions[i].id = revision->id;
		revisions[i].parents = id_list(arena, &revision->parents);
		revisions[i].depends_on = id_list(arena, &revision->depends_on);
		revisions[i].message = revision->message;
		revisions[i].file = revision->sql_path;
		if ((options->wanted == NULL || options->wanted->has[i]) &&
			fill_revision(arena, &revisions[i], revision, !options->without_reviews,
				diagnostics) != 0)
			result = -1;
	}
	for (int i = 0; i < DIALECT_COUNT; i++)
		if (options->schema[i] != NULL)
			fill_shapes(arena, bundle, i, options->schema[i]);
	return result == 0 ? bundle : NULL;
}
