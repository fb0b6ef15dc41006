#include "rev/merge/conflict.h"

#include "base/text.h"
#include "rev/file/script.h"
#include "rev/merge/conflict_print.h"
#include "schema/schema_json.h"
#include "schema/sql.h"

#include <string.h>

/* ------------------------------------------------------------------ locations */

/* The last name of a key: "users" of "table audit.users", "touch" of "trigger touch on users". */
static const char *
name_of_key(struct arena *arena, const char *key)
{
	const char *name, *table;
	if (object_key_split(arena, key, &name, &table))
		return name;
	const char *space = strchr(key, ' ');
	const char *dot = strrchr(key, '.');
	if (dot != NULL)
		return dot + 1;
	return space != NULL ? space + 1 : key;
}

/* The item in a path: "phone" of "columns: phone: type"; NULL if there is none. */
static const char *
item_of_path(struct arena *arena, const char *path)
{
	const char *start = strstr(path, ": ");
	if (start == NULL)
		return NULL;
	start += strlen(": ");
	static const char *const kinds[] = {"column ", "table ", "enum "};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (text_starts_with(start, kinds[i]))
			start += strlen(kinds[i]);
	const char *end = strstr(start, ": ");
	return end != NULL ? arena_strndup(arena, start, (size_t)(end - start)) : start;
}

/* How well a token of the SQL matches the conflict, in ascending order. */
enum fit { FIT_NONE, FIT_OBJECT, FIT_ITEM, FIT_BOTH };

struct search {
	struct arena *arena;
	const char *object, *item; /* the names to find; item NULL: the object itself */
	enum fit fit;
	const char *found; /* the token, in the file's text */
	size_t length;     /* bytes */
};

static bool
is_name(const struct search *search, const struct sql_token *token, const char *name)
{
	if (name == NULL || (token->kind != SQL_WORD && token->kind != SQL_QUOTED_NAME &&
				    token->kind != SQL_STRING))
		return false;
	const char *text = token->kind == SQL_STRING ? sql_string_value(search->arena, token)
						     : sql_name(search->arena, token);
	return text_equal_nocase(text, name);
}

static void
take_token(struct search *search, enum fit fit, const struct sql_token *token)
{
	if (fit <= search->fit)
		return;
	search->fit = fit;
	search->found = token->text;
	search->length = token->length;
}

static void
search_section(struct search *search, const struct section *section)
{
	struct sql_lexer lexer;
	bool in_object = false;
	sql_lexer_init(&lexer, section->text, section->length);
	for (;;) {
		struct sql_token token = sql_next(&lexer);
		if (token.kind == SQL_END)
			return;
		if (is_name(search, &token, search->item))
			take_token(search, in_object ? FIT_BOTH : FIT_ITEM, &token);
		else if (is_name(search, &token, search->object)) {
			in_object = true;
			take_token(search, search->item == NULL ? FIT_BOTH : FIT_OBJECT, &token);
		} else if (sql_is(&token, ";")) {
			in_object = false;
		}
	}
}

static struct location
place_in(const struct revision *revision, const struct script *script, const struct search *search)
{
	struct location at = {
		.file = revision->sql_path, .line = 1, .length = (unsigned)search->length};
	const char *line = script->text;
	for (const char *c = script->text; c < search->found; c++)
		if (*c == '\n') {
			at.line++;
			line = c + 1;
		}
	at.column = (unsigned)(search->found - line) + 1;
	return at;
}

struct location
conflict_place(
	struct arena *arena, const struct conflict_side *side, const char *key, const char *path)
{
	struct script script;
	struct diagnostics ignored;
	struct search search = {
		.arena = arena, .object = name_of_key(arena, key), .item = item_of_path(arena, path)};
	diag_init(&ignored, arena);
	if (script_read(arena, &script, side->revision, &ignored) == 0)
		VEC_EACH (struct section *, section, script.sections)
			if ((*section)->direction == SCHEMAC_UP)
				search_section(&search, *section);
	return search.found != NULL ? place_in(side->revision, &script, &search)
				    : snapshot_place(side->snapshot, key);
}

/* ------------------------------------------------------------------ reporting */

/* The location of the side's change. A dropped object is searched for under its own key. */
static struct location
side_place(struct arena *arena, const struct conflict *conflict, const struct conflict_side *side)
{
	const char *dropped = conflict->dropped;
	if (dropped == NULL)
		return conflict_place(arena, side, conflict->key, conflict->path);
	if (side->reference == NULL && !text_starts_with(dropped, "column "))
		return conflict_place(arena, side, dropped, "");
	return conflict_place(
		arena, side, conflict->key, arena_printf(arena, "%s: %s", conflict->path, dropped));
}

static struct revision_origin
find_origin(const struct graph *graph, const struct revision *revision)
{
	struct revision_origin origin = {0};
	if (graph->origins.find != NULL)
		graph->origins.find(graph->origins.data, revision, &origin);
	return origin;
}

void
conflict_note_origin(
	const struct graph *graph, const struct revision *revision, struct diagnostics *diagnostics)
{
	struct revision_origin origin = find_origin(graph, revision);
	if (origin.text != NULL)
		diag_note(
			diagnostics, revision->id_at, "revision %s: %s", revision->id, origin.text);
}

/* The index of our side. */
static int
our_side(const struct graph *graph, const struct conflict *conflict)
{
	const struct revision *first = conflict->sides[0].revision;
	const struct revision *second = conflict->sides[1].revision;
	bool shared_first = find_origin(graph, first).shared;
	bool shared_second = find_origin(graph, second).shared;
	if (shared_first != shared_second)
		return shared_first ? 1 : 0;
	return strcmp(first->id, second->id) < 0 ? 1 : 0;
}

static void
note_remedies(const struct conflict_side *ours, const struct conflict_side *theirs,
	bool ours_is_shared, bool existed_before, struct diagnostics *diagnostics)
{
	const struct location nowhere = {0};
	if (!ours_is_shared)
		diag_note(diagnostics, nowhere,
			"if no database has revision %s yet, delete its two files: `schemac check` "
			"then drafts the rest of its changes on top of %s",
			ours->revision->id, theirs->revision->id);
	if (existed_before)
		diag_note(diagnostics, nowhere,
			"%s add a revision after %s, on its branch, that makes the same change as "
			"%s, or vice versa; then both can be merged",
			ours_is_shared ? "to merge them," : "otherwise", ours->revision->id,
			theirs->revision->id);
	else if (ours_is_shared)
		diag_note(diagnostics, nowhere,
			"both revisions are on the target branch: to merge them, add a revision "
			"after %s that undoes its change",
			ours->revision->id);
}

int
conflict_report(struct arena *arena, const struct graph *graph, const struct conflict *conflict,
	struct diagnostics *diagnostics)
{
	int our = our_side(graph, conflict);
	const struct conflict_side *ours = &conflict->sides[our];
	const struct conflict_side *theirs = &conflict->sides[1 - our];
	const char *subject = conflict_subject(arena, conflict);
	const char *our_change = conflict_change(arena, conflict, ours);
	const char *their_change = conflict_change(arena, conflict, theirs);
	const char *before = conflict_before(arena, conflict);
	if (strcmp(our_change, their_change) == 0)
		diag_add(diagnostics, DIAG_SCHEMA_CONFLICT, side_place(arena, conflict, ours),
			"%s: revision %s %s, and so does revision %s, in a different way", subject,
			ours->revision->id, our_change, theirs->revision->id);
	else
		diag_add(diagnostics, DIAG_SCHEMA_CONFLICT, side_place(arena, conflict, ours),
			"%s: revision %s %s, but revision %s %s", subject, ours->revision->id,
			our_change, theirs->revision->id, their_change);
	diag_note(diagnostics, side_place(arena, conflict, theirs),
		"revision %s makes its change here", theirs->revision->id);
	if (before != NULL)
		diag_note(diagnostics, side_place(arena, conflict, &conflict->base), "%s", before);
	conflict_note_origin(graph, ours->revision, diagnostics);
	conflict_note_origin(graph, theirs->revision, diagnostics);
	note_remedies(ours, theirs, find_origin(graph, ours->revision).shared, before != NULL,
		diagnostics);
	return -1;
}
