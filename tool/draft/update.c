#include "draft/update.h"

#include "base/text.h"
#include "draft/draft_text.h"
#include "workspace/hooks.h"

/* Whether the drafts that would make room lack nothing of what the models say. */
static bool
is_covered(const struct generation *g)
{
	for (size_t i = 0; i < g->dialect_count; i++)
		if (g->news[i].changes.len > 0)
			return false;
	return true;
}

/*
 * Whether the draft that would make room says what the new one says: then it stays as it is, with
 * the id and the message that it was given.
 */
static bool
stays(struct context *context, const struct revision *old, const struct generate_options *options,
	const struct draft *draft, bool covered)
{
	if (old == NULL || (options->message != NULL && !text_equal(options->message, old->message)))
		return false;
	if (text_equal(old->id, draft->text.id))
		return true;
	return options->id == NULL && covered &&
	       draft_has_sections_of(old, draft, &context->diagnostics);
}

/* Makes the draft's text; *draft is what to write. */
static int
make_draft(struct context *context, struct generation *g, const struct generate_options *options,
	const struct revision *obsolete, bool covered, struct draft *draft)
{
	if (draft_make(context, g, options, draft) != 0)
		return -1;
	g->text = draft_print(&context->arena, draft);
	g->unchanged_draft = stays(context, obsolete, options, draft, covered);
	g->id = g->unchanged_draft ? obsolete->id : draft->text.id;
	if (g->unchanged_draft)
		g->sql_path = obsolete->sql_path;
	return 0;
}

/* The draft behind the first one, whose id it needs. */
static int
make_next(struct context *context, struct generation *g, const struct generate_options *options,
	struct draft *draft)
{
	const struct generate_options own = {.folder = options->folder};
	struct revision *parent = ARENA_NEW(&context->arena, struct revision);
	if (g->next == NULL)
		return 0;
	*parent = (struct revision){.id = g->id, .sql_path = g->sql_path};
	g->next->parent = parent;
	return make_draft(context, g->next, &own, g->obsolete_next, is_covered(g), draft);
}

static int
write_draft(struct context *context, struct generation *g, struct draft *draft,
	const struct revision *replaces)
{
	g->sql_path = draft_write(&context->arena, draft, replaces, &context->diagnostics);
	return g->sql_path != NULL ? hooks_run(context, g->sql_path) : -1;
}

static bool
is_next_unchanged(const struct generation *g)
{
	return g->next != NULL ? g->next->unchanged_draft : g->obsolete_next == NULL;
}

/* What follows goes first and comes last, so that it never follows what is not there. */
static int
write_drafts(struct context *context, struct generation *g, struct draft *draft, struct draft *next)
{
	if (g->obsolete_next != NULL && !is_next_unchanged(g) &&
		draft_remove(g->obsolete_next, &context->diagnostics) != 0)
		return -1;
	if (!g->unchanged_draft && write_draft(context, g, draft, g->obsolete) != 0)
		return -1;
	if (g->next == NULL || g->next->unchanged_draft)
		return 0;
	return write_draft(context, g->next, next, NULL);
}

static int
remove_drafts(struct context *context, struct generation *g)
{
	g->removed = true;
	if (g->obsolete_next != NULL &&
		draft_remove(g->obsolete_next, &context->diagnostics) != 0)
		return -1;
	return draft_remove(g->obsolete, &context->diagnostics);
}

int
settle(struct context *context, struct generation *g, const struct generate_options *options)
{
	struct draft draft, next;
	if (!g->changed)
		return g->obsolete != NULL && options->write ? remove_drafts(context, g) : 0;
	if (make_draft(context, g, options, g->obsolete, is_covered(g), &draft) != 0 ||
		make_next(context, g, options, &next) != 0)
		return -1;
	return options->write ? write_drafts(context, g, &draft, &next) : 0;
}

bool
settle_writes(const struct generation *g, const struct generate_options *options)
{
	if (!options->write)
		return false;
	return g->changed ? !g->unchanged_draft || !is_next_unchanged(g) : g->obsolete != NULL;
}

void
generate_list_gone(
	struct context *context, const struct generation *g, struct revisions *out)
{
	if (g->obsolete != NULL && !g->unchanged_draft)
		*VEC_ADD(&context->arena, out) = (struct revision *)g->obsolete;
	if (g->obsolete_next != NULL && !is_next_unchanged(g))
		*VEC_ADD(&context->arena, out) = (struct revision *)g->obsolete_next;
}
