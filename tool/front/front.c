#include "front/front.h"

#include "front/c/locate.h"
#include "front/c/preprocess.h"
#include "front/check/check_conditionals.h"
#include "front/check/check_encoding.h"
#include "front/check/check_lost_tables.h"
#include "front/check/check_schema.h"
#include "front/model/model.h"

static void
add_dependencies(struct arena *arena, const struct sources *sources, bool own, struct texts *out)
{
	for (size_t i = 1; i < sources->all.len; i++) {
		const struct source *source = sources->all.items[i];
		if (!source->system || !own)
			*VEC_ADD(arena, out) = source->name;
	}
}

static int
build(struct model_builder *builder, const struct compilation *compilation)
{
	if (unit_is_doubtful(builder->unit) &&
		preprocess_check_syntax(builder->arena, compilation, builder->diagnostics) != 0)
		return -1;
	locate_unit(builder->arena, builder->sources, builder->unit);
	model_build(builder);
	check_conditionals(builder->unit, builder->sources, builder->diagnostics);
	return 0;
}

int
front_read(struct arena *arena, struct schema *schema, const struct front_options *options,
	struct diagnostics *diagnostics, struct texts *dependencies)
{
	const struct compilation *compilation = &options->compilation;
	struct unit unit = {0};
	struct unit_reader reader;
	struct sources sources;
	struct model_builder builder = {.arena = arena, .schema = schema, .unit = &unit,
		.sources = &sources, .diagnostics = diagnostics, .dependencies = dependencies};
	size_t errors = diag_errors(diagnostics);
	if (compilation->header_count == 0)
		return 0;
	sources_init(&sources, arena);
	for (size_t i = 0; i < compilation->header_count; i++)
		sources_add(&sources, compilation->headers[i]);
	unit_reader_init(&reader, arena, &unit, &sources);
	int result = preprocess_headers(arena, compilation, &sources, diagnostics, &reader);
	unit_reader_release(&reader);
	if (result == 0) {
		result = build(&builder, compilation);
		if (result == 0)
			result = check_encoding(&sources, diagnostics);
		if (result == 0 && diag_errors(diagnostics) == errors)
			result = check_lost_tables(
				&unit, &sources, compilation->header_count, diagnostics);
		if (dependencies != NULL)
			add_dependencies(arena, &sources, options->own_dependencies, dependencies);
	}
	if (dependencies != NULL)
		texts_sort_unique(dependencies);
	if (result != 0)
		schema->incomplete = true;
	return result == 0 && diag_errors(diagnostics) == errors ? 0 : -1;
}

int
front_check(struct arena *arena, struct schema *schema, const bool dialects[DIALECT_COUNT],
	struct diagnostics *diagnostics)
{
	return check_schema(arena, schema, dialects, diagnostics);
}
