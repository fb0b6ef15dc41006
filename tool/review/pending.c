#include "review/pending.h"

#include "branch/commit_text.h"

/* The reviewers permitted for the revision. */
static enum waiting_for
whom(struct workspace *workspace, const struct pending_review *waiting)
{
	if (!workspace->config.review_by_other || !waiting->written.known)
		return WAITING_FOR_ANYBODY;
	struct git_person here = reviewer_here(workspace, waiting->revision);
	return reviewer_equal(&here, &waiting->written.author) ? WAITING_FOR_OTHER
							       : WAITING_FOR_YOU;
}

int
pending_find(struct workspace *workspace, const struct graph *graph, struct pending_reviews *out)
{
	VEC_EACH (struct revision *, revision, graph->all) {
		enum review_state state;
		struct snapshot snapshot;
		if (review_read(&workspace->arena, &state, &snapshot, *revision,
			    &workspace->diagnostics) != 0)
			return -1;
		if (state == REVIEW_DONE &&
			!reviewer_is_author(workspace, *revision, snapshot.review->by))
			continue;
		struct pending_review *waiting = VEC_ADD(&workspace->arena, out);
		waiting->revision = *revision;
		waiting->state =
			state == REVIEW_DONE ? "reviewed by its author" : review_state_name(state);
		waiting->written = reviewer_find_author(workspace, *revision);
		waiting->whom = whom(workspace, waiting);
	}
	return 0;
}

const char *
pending_print(struct arena *arena, const struct pending_review *waiting)
{
	static const char *const texts[] = {
		[WAITING_FOR_ANYBODY] = ", waits for a review",
		[WAITING_FOR_YOU] = ", waits for you",
		[WAITING_FOR_OTHER] = ", waits for a review by somebody other than ",
	};
	const struct git_person *author = &waiting->written.author;
	const bool known = waiting->written.known;
	const char *other = waiting->whom != WAITING_FOR_OTHER ? ""
			    : author->name != NULL             ? author->name
							       : commit_text_person(arena, author);
	return arena_printf(arena, "%s: %s%s%s%s%s%s", waiting->revision->id, waiting->state,
		known ? " (author " : "", known ? commit_text_person(arena, author) : "",
		known ? ")" : "", texts[waiting->whom], other);
}

struct json *
pending_to_json(struct arena *arena, const struct pending_review *waiting)
{
	static const char *const names[] = {
		[WAITING_FOR_ANYBODY] = "anybody",
		[WAITING_FOR_YOU] = "you",
		[WAITING_FOR_OTHER] = "other",
	};
	const struct authorship *written = &waiting->written;
	struct json *object = json_new_object(arena);
	json_set(arena, object, "revision", json_new_text(arena, waiting->revision->id));
	json_set(arena, object, "state", json_new_text(arena, waiting->state));
	json_set(arena, object, "author",
		json_new_text(arena,
			written->known ? commit_text_person(arena, &written->author) : NULL));
	json_set(arena, object, "commit",
		json_new_text(arena, written->commit != NULL ? written->commit->id : NULL));
	json_set(arena, object, "waits_for", json_new_text(arena, names[waiting->whom]));
	return object;
}
