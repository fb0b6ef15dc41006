#include "front/front.h"

#include "base/text.h"
#include "front/c/locate.h"
#include "front/c/parser_internal.h"
#include "front/c/preprocess.h"
#include "front/model/builder.h"
#include "schema/schema_json.h"

#include <stdlib.h>
#include <string.h>

/* ---- mistakes that the parser saw ---- */

static void
report_semicolon(struct diagnostics *diagnostics, const struct marker *marker)
{
	struct location at = marker->at;
	const struct token *close =
		marker->placed ? &marker->arguments[marker->argument_count] : NULL;
	bool found = close != NULL && token_is_char(close, ')') && token_is_char(close + 1, ';');
	if (found) {
		at.line = close[1].line;
		at.column = close[1].column;
		at.length = 1;
	}
	diag_add(diagnostics, DIAG_STRAY_SEMICOLON, at,
		"%s needs no ';' behind it; compilers warn of one", marker->name);
	if (found)
		diag_fixit(diagnostics, at, "");
}

static void
report_mistake(struct builder *builder, const struct unit_mistake *mistake)
{
	struct diagnostics *diagnostics = builder->diagnostics;
	const struct marker *marker = &mistake->marker;
	const struct source *source = sources_get(builder->sources, mistake->file);
	struct location line = {.file = source->name, .line = mistake->line};
	switch (mistake->kind) {
	case MISTAKE_SYNTAX:
		builder->broken = builder->schema->incomplete = true;
		diag_add(diagnostics, DIAG_SYNTAX, line,
			"this declaration is not understood at '%s'", mistake->text);
		break;
	case MISTAKE_DEPTH:
		builder->broken = builder->schema->incomplete = true;
		diag_add(diagnostics, DIAG_TOO_LARGE, line, "structs are nested too deeply");
		break;
	case MISTAKE_SEMICOLON:
		report_semicolon(diagnostics, marker);
		break;
	case MISTAKE_PREFIX:
		diag_add(diagnostics, DIAG_MISPLACED_MARKER, marker->at,
			"%s stands %s, not before it", marker->name,
			marker_scope_name(SCOPE_COLUMN));
		break;
	case MISTAKE_ARGUMENTS:
		diag_add(diagnostics, DIAG_MARKER_ARGUMENTS, marker->at, "%s takes no arguments",
			marker->name);
		break;
	case MISTAKE_SCOPE:
		if (marker->id == MARKER_COUNT)
			report_unknown_marker(builder, marker);
		else
			diag_add(diagnostics, DIAG_MISPLACED_MARKER, marker->at, "%s stands %s",
				marker->name,
				marker_scope_name(marker_kind(marker->id)->scope));
		break;
	}
}

/* Whether the compiler should be asked: something that it may have a better word for. */
static bool
is_doubtful(const struct unit *unit)
{
	VEC_EACH (struct unit_mistake, mistake, unit->mistakes)
		if (mistake->kind == MISTAKE_SYNTAX)
			return true;
	VEC_EACH (struct model_struct *, structure, unit->structs)
		VEC_EACH (struct model_field, field, (*structure)->fields) {
			const struct c_type *type = c_resolve(field->type);
			while (type->kind == C_POINTER || type->kind == C_ARRAY)
				type = c_resolve(type->target);
			if (type->kind == C_UNKNOWN)
				return true;
		}
	return false;
}

static bool
has_unknown(const struct markers *markers)
{
	return markers_find(markers, MARKER_COUNT) != NULL;
}

/* A word that is no marker makes the compiler say things that help nobody. */
static bool
has_unknown_marker(const struct unit *unit)
{
	bool unknown = has_unknown(&unit->markers);
	VEC_EACH (struct model_struct *, structure, unit->structs) {
		unknown |= has_unknown(&(*structure)->markers);
		VEC_EACH (struct model_field, field, (*structure)->fields)
			unknown |= has_unknown(&field->markers);
	}
	VEC_EACH (struct model_enum *, enumeration, unit->enums)
		unknown |= has_unknown(&(*enumeration)->markers);
	return unknown;
}

/* ---- the whole ---- */

static void
add_dependencies(struct arena *arena, const struct sources *sources,
	const struct front_options *options, struct texts *out)
{
	if (out == NULL)
		return;
	for (size_t i = 1; i < sources->all.len; i++) {
		const struct source *source = sources->all.items[i];
		if (!source->system || !options->own_dependencies)
			*VEC_ADD(arena, out) = source->name;
	}
}

static void
know(struct builder *builder, struct map *map, const char *name, const char *key, void *item,
	struct location *at)
{
	map_put(builder->arena, map, name, item);
	map_put(builder->arena, &builder->older, key, at);
}

/* What other collections brought. */
static void
know_schema(struct builder *builder)
{
	struct arena *arena = builder->arena;
	VEC_EACH (struct table *, table, builder->schema->tables)
		know(builder, &builder->tables, qualified_name_print(arena, &(*table)->name),
			table_key(arena, &(*table)->name), *table, &(*table)->at);
	VEC_EACH (struct enum_type *, type, builder->schema->enums)
		know(builder, &builder->enums, qualified_name_print(arena, &(*type)->name),
			enum_key(arena, &(*type)->name), *type, &(*type)->at);
	VEC_EACH (struct sql_object *, object, builder->schema->objects) {
		const char *key = object_key(arena, (*object)->kind, &(*object)->name);
		know(builder, &builder->objects, key, key, *object, &(*object)->at);
	}
}

bool
is_read_before(const struct builder *builder, const char *key, const struct location *at)
{
	const struct location *before = map_find(&builder->older, key);
	return before != NULL && text_equal(before->file, at->file) && before->line == at->line &&
		before->column == at->column;
}

static void
build(struct builder *builder)
{
	know_schema(builder);
	VEC_EACH (struct unit_mistake, mistake, builder->unit->mistakes)
		report_mistake(builder, mistake);
	build_enums(builder);
	build_tables(builder);
	build_objects(builder);
	check_conditions(builder);
}

int
build_unit(struct builder *builder, const struct front_options *options)
{
	bool ask = options != NULL && is_doubtful(builder->unit) &&
		!has_unknown_marker(builder->unit);
	if (ask && check_syntax(builder->arena, options, builder->diagnostics) != 0)
		return -1;
	place_unit(builder->arena, builder->sources, builder->unit);
	build(builder);
	return 0;
}

int
front_read(struct arena *arena, struct schema *schema, const struct front_options *options,
	struct diagnostics *diagnostics, struct texts *dependencies)
{
	struct unit unit = {0};
	struct unit_reader reader;
	struct sources sources;
	struct builder builder = {.arena = arena, .schema = schema, .unit = &unit,
		.sources = &sources, .diagnostics = diagnostics,
		.collection = options->collection, .dependencies = dependencies};
	size_t errors = diag_errors(diagnostics);
	if (options->header_count == 0)
		return 0;
	sources_init(&sources, arena);
	for (size_t i = 0; i < options->header_count; i++)
		sources_add(&sources, options->headers[i]);
	unit_reader_init(&reader, arena, &unit, &sources);
	int result = preprocess(arena, options, &sources, diagnostics, &reader);
	unit_reader_release(&reader);
	if (result == 0) {
		result = build_unit(&builder, options);
		add_dependencies(arena, &sources, options, dependencies);
	}
	if (dependencies != NULL)
		texts_sort_unique(dependencies);
	if (result != 0)
		schema->incomplete = true;
	return result == 0 && diag_errors(diagnostics) == errors ? 0 : -1;
}
