/*
 * drift: what a generation found, as diagnostics at the lines of the models.
 */
#include "draft/autogenerate.h"

#include "base/text.h"
#include "diff/change_summary.h"

static bool
lacks_value(const struct change *change)
{
	const struct column *column = change->column;
	return change->kind == CHANGE_ADD_COLUMN && column->not_null &&
	       column->generated == GENERATED_NONE && column->identity == IDENTITY_NONE &&
	       !column->serial && !column->autoincrement &&
	       column->default_value.common == NULL && column->backfill.common == NULL;
}

/* Rows may hold NULL where it is not allowed from now on. */
static bool
lacks_replacement(const struct change *change)
{
	const struct column *column = change->column;
	return change->kind == CHANGE_ALTER_NULLABILITY && column->not_null &&
	       !change->column_before->not_null && column->generated == GENERATED_NONE &&
	       column->backfill.common == NULL;
}

static void
report_replacement(struct context *context, const struct change *change)
{
	diag_add(&context->diagnostics, DIAG_REQUIRED_COLUMN, change->column->at,
		"rows of '%s' that hold NULL in '%s' have no value for it, now that it is NOT NULL",
		change->table->name.name, change->column->name);
	diag_note(&context->diagnostics, (struct location){0},
		"say SC_BACKFILL(…); as it is, the upgrade stops at a table with such rows");
}

static void
report_required(struct context *context, const struct change *change)
{
	diag_add(&context->diagnostics, DIAG_REQUIRED_COLUMN, change->column->at,
		"rows that are in '%s' already have no value for the new NOT NULL column '%s'",
		change->table->name.name, change->column->name);
	diag_note(&context->diagnostics, (struct location){0},
		"say SC_DEFAULT(…) or SC_BACKFILL(…); as it is, the upgrade stops at a table with rows");
}

/* Whether the draft changes that index, in any dialect. */
static bool
is_in(const struct generation *g, const struct change *change)
{
	const struct index *index = change->index != NULL ? change->index : change->index_before;
	for (size_t i = 0; g != NULL && index != NULL && i < g->dialect_count; i++)
		VEC_EACH (const struct change, other, g->dialects[i].changes) {
			const struct index *own =
				other->index != NULL ? other->index : other->index_before;
			bool same_kind = other->kind == change->kind ||
					 change->kind == CHANGE_ALTER_INDEX;
			if (own != NULL && same_kind && text_equal(own->name, index->name))
				return true;
		}
	return false;
}

static void
report_change(struct context *context, const struct generation *g, const struct change *change,
	const char *reference)
{
	struct location at = change_location(change);
	if (at.file == NULL && g->parent != NULL)
		at = location_of_file(g->parent->sql_path);
	diag_add(&context->diagnostics, DIAG_DRIFT, at, "%s",
		change_explain(&context->arena, change, "the models", reference));
	const char *path = is_in(g->next, change) ? g->next->sql_path : g->sql_path;
	if (path != NULL)
		diag_note(&context->diagnostics, location_of_file(path),
			"the draft with this change: read it, then `schemac review`");
}

void
generate_report_required(struct context *context, const struct generation *generation)
{
	for (size_t i = 0; i < generation->dialect_count; i++)
		VEC_EACH (const struct change, change, generation->dialects[i].changes)
			if (lacks_value(change))
				report_required(context, change);
			else if (lacks_replacement(change))
				report_replacement(context, change);
}

void
generate_report_drift(struct context *context, const struct generation *generation)
{
	const struct revision *covering = generation->obsolete_next != NULL ? generation->obsolete_next
					  : generation->obsolete != NULL    ? generation->obsolete
									    : generation->parent;
	const char *reference = covering == NULL
					? "any revision"
					: arena_printf(&context->arena, "revision %s", covering->id);
	/* The models changed back: the draft that said otherwise is gone, and all agree. */
	if (!generation->changed && generation->removed)
		return;
	for (size_t i = 0; i < generation->dialect_count; i++) {
		const struct changes summary =
			change_summary(&context->arena, &generation->news[i].changes);
		VEC_EACH (const struct change, change, summary)
			report_change(context, generation, change, reference);
	}
	generate_report_required(context, generation);
}
