#include "replay/merge_check_rebuilds.h"

#include "base/text.h"
#include "rev/file/script.h"
#include "rev/graph/set.h"
#include "rev/merge/conflict.h"
#include "schema/schema_json.h"
#include "workspace/dialects.h"

/* A table that a revision rebuilds, with the columns that existed in its own history. */
struct table_rebuild {
	const char *table;
	const struct revision *revision;
	struct location at;
};

VEC_STRUCT(table_rebuilds, struct table_rebuild);

/* The revisions that one head has and not all others have. */
struct side_of_head {
	const struct revision *head;
	struct revision_set set; /* the head and everything that it depends on */
	struct table_rebuilds rebuilds;
};

static int
add_rebuilds(
	struct workspace *workspace, const struct revision *revision, struct table_rebuilds *out)
{
	struct script script;
	if (script_read(&workspace->arena, &script, revision, &workspace->diagnostics) != 0)
		return -1;
	const struct schemac_script *upgrade = &script.upgrade[DIALECT_SQLITE];
	for (size_t i = 0; i < upgrade->step_count; i++)
		if (upgrade->steps[i].kind == SCHEMAC_STEP_REBUILD)
			*VEC_ADD(&workspace->arena, out) = (struct table_rebuild){
				.table = upgrade->steps[i].text,
				.revision = revision,
				.at = {.file = revision->sql_path, .line = upgrade->steps[i].line}};
	return 0;
}

static int
read_sides(struct workspace *workspace, const struct store *store, const struct revisions *heads,
	struct side_of_head *sides)
{
	const struct graph *graph = &store->graph;
	for (size_t i = 0; i < heads->len; i++) {
		sides[i] = (struct side_of_head){
			.head = heads->items[i], .set = set_new(&workspace->arena, graph)};
		set_add_ancestors(&sides[i].set, graph, sides[i].head, EDGES_ALL);
	}
	for (size_t number = 0; number < graph->all.len; number++) {
		size_t having = 0;
		for (size_t i = 0; i < heads->len; i++)
			having += sides[i].set.has[number];
		for (size_t i = 0; i < heads->len && having < heads->len; i++)
			if (sides[i].set.has[number] &&
				add_rebuilds(workspace, graph->all.items[number],
					&sides[i].rebuilds) != 0)
				return -1;
	}
	return 0;
}

/*
 * Whether the revision, which is on the other side, changes the table; *at is the location of the
 * change.
 */
static bool
find_touch(struct workspace *workspace, const struct revision *revision,
	const struct table_rebuild *rebuild, const struct side_of_head *side, struct location *at)
{
	struct snapshot snapshot;
	const struct qualified_name name = {.name = rebuild->table};
	const char *key = table_key(&workspace->arena, &name);
	VEC_EACH (const struct table_rebuild, other, side->rebuilds)
		if (other->revision == revision &&
			text_equal_nocase(other->table, rebuild->table)) {
			*at = other->at;
			return true;
		}
	if (snapshot_read(&workspace->arena, &snapshot, revision, &workspace->diagnostics) == 0)
		VEC_EACH (struct json_member, member, snapshot.objects->members)
			if (text_equal_nocase(member->key, key)) {
				const struct conflict_side own = {revision, &snapshot, NULL, NULL};
				*at = conflict_place(&workspace->arena, &own, member->key, "");
				return true;
			}
	return false;
}

static void
report(struct workspace *workspace, const struct store *store, const struct table_rebuild *rebuild,
	const struct revision *other, struct location at)
{
	struct diagnostics *diagnostics = &workspace->diagnostics;
	diag_add(diagnostics, DIAG_SCHEMA_CONFLICT, rebuild->at,
		"revision %s rebuilds table %s and would undo the change of revision %s",
		rebuild->revision->id, rebuild->table, other->id);
	diag_note(diagnostics, at, "revision %s changes the table here", other->id);
	conflict_note_origin(&store->graph, rebuild->revision, diagnostics);
	conflict_note_origin(&store->graph, other, diagnostics);
	diag_note(diagnostics, (struct location){0},
		"put one after the other with `schemac rebase`, which regenerates an unedited "
		"rebuild with both changes");
}

/*
 * Reports, for each rebuild of one side, the first revision of the other side that changes the
 * table.
 */
static int
meet(struct workspace *workspace, const struct store *store, const struct side_of_head *rebuilding,
	const struct side_of_head *other)
{
	int result = 0;
	VEC_EACH (const struct table_rebuild, rebuild, rebuilding->rebuilds) {
		struct location at;
		if (other->set.has[rebuild->revision->number])
			continue;
		for (size_t i = 0; i < other->set.count; i++) {
			const struct revision *revision = store->graph.all.items[i];
			if (!other->set.has[i] || rebuilding->set.has[i] ||
				!find_touch(workspace, revision, rebuild, other, &at))
				continue;
			report(workspace, store, rebuild, revision, at);
			result = -1;
			break;
		}
	}
	return result;
}

int
merge_check_rebuilds(
	struct workspace *workspace, const struct store *store, const struct revisions *heads)
{
	struct dialects dialects = {0};
	struct side_of_head *sides =
		arena_alloc(&workspace->arena, heads->len * sizeof(struct side_of_head));
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	bool sqlite = false;
	for (size_t i = 0; i < dialects.len; i++)
		sqlite = sqlite || dialects.items[i]->id == DIALECT_SQLITE;
	if (!sqlite)
		return 0;
	if (read_sides(workspace, store, heads, sides) != 0)
		return -1;
	int result = 0;
	for (size_t i = 0; i < heads->len; i++)
		for (size_t j = 0; j < heads->len; j++)
			if (i != j && meet(workspace, store, &sides[i], &sides[j]) != 0)
				result = -1;
	return result;
}
