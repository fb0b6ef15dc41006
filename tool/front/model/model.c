#include "front/model/model.h"

#include "front/c/mistake.h"
#include "front/model/enum.h"
#include "front/model/object.h"
#include "front/model/sql/sql_file.h"
#include "front/model/table.h"
#include "front/model/table_only.h"

static void
build_file_marker(struct model_builder *builder, const struct marker *marker)
{
	struct annotation annotation;
	if (marker->id == MARKER_COUNT) {
		builder->schema->incomplete = true;
		mistake_report_marker(builder->sources, builder->diagnostics, marker);
	} else if (annotation_of_marker(builder, marker, &annotation) != 0) {
		return;
	} else if (marker->id == MARKER_TABLE_ONLY) {
		table_only_build(builder, &annotation);
	} else if (marker->id == MARKER_SQL_FILE) {
		sql_file_build(builder, &annotation);
	} else {
		object_build(builder, &annotation);
	}
}

void
model_build(struct model_builder *builder)
{
	builder->broken = mistakes_report(builder->sources, builder->unit, builder->diagnostics);
	if (builder->broken)
		builder->schema->incomplete = true;
	VEC_EACH (struct model_enum *, enumeration, builder->unit->enums)
		enum_build(builder, *enumeration);
	VEC_EACH (struct model_struct *, structure, builder->unit->structs)
		table_build(builder, *structure);
	VEC_EACH (struct marker, marker, builder->unit->markers)
		build_file_marker(builder, marker);
}
