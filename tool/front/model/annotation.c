#include "front/model/annotation.h"

#include "front/model/builder.h"

#include <stdarg.h>

int
annotation_of_marker(
	struct model_builder *builder, const struct marker *marker, struct annotation *out)
{
	*out = (struct annotation){.id = marker->id, .name = marker->name, .marker = marker,
		.at = marker->at};
	return arguments_parse(builder->arena, marker, builder->diagnostics, &out->items);
}

int
annotation_report(struct model_builder *builder, const struct annotation *annotation,
	struct location at, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *message = arena_vprintf(builder->arena, format, arguments);
	va_end(arguments);
	return diag_add(builder->diagnostics, DIAG_MARKER_ARGUMENTS, at, "%s: %s", annotation->name,
		message);
}

int
annotation_expect(
	struct model_builder *builder, const struct annotation *annotation, const char *expected)
{
	return annotation_report(builder, annotation, annotation->at, "expected %s", expected);
}
