#include "rev/file/review.h"

#include "rev/file/content.h"

#include <string.h>

const char *
review_state_name(enum review_state state)
{
	static const char *const names[] = {
		[REVIEW_DRAFT] = "draft",
		[REVIEW_UNREVIEWED] = "unreviewed",
		[REVIEW_EDITED] = "edited after its review",
		[REVIEW_DONE] = "reviewed",
	};
	return names[state];
}

enum review_state
review_state_of(
	struct arena *arena, const struct snapshot *snapshot, const char *sql, size_t sql_length)
{
	if (snapshot->review == NULL)
		return snapshot_is_generated(snapshot, sql, sql_length) ? REVIEW_DRAFT
									: REVIEW_UNREVIEWED;
	struct digest now = snapshot_digest(arena, snapshot, sql, sql_length);
	return strcmp(now.hex, snapshot->review->digest) == 0 ? REVIEW_DONE : REVIEW_EDITED;
}

/* Reads both files of the revision. Appends the SQL file to sql. */
static int
read_pair(struct arena *arena, struct snapshot *snapshot, struct strbuf *sql,
	const struct revision *revision, struct diagnostics *diagnostics)
{
	if (content_read_sql(sql, revision, diagnostics) != 0)
		return -1;
	return snapshot_read(arena, snapshot, revision, diagnostics);
}

int
review_read(struct arena *arena, enum review_state *out, struct snapshot *snapshot,
	const struct revision *revision, struct diagnostics *diagnostics)
{
	struct strbuf sql = STRBUF_INIT;
	struct snapshot own = {0};
	struct snapshot *read = snapshot != NULL ? snapshot : &own;
	struct revision_cache *cache = revision->cache;
	if (cache != NULL && cache->review >= 0 && cache->snapshot != NULL) {
		*read = *cache->snapshot;
		*out = (enum review_state)cache->review;
		return 0;
	}
	int result = read_pair(arena, read, &sql, revision, diagnostics);
	if (result == 0)
		*out = review_state_of(arena, read, sql.buf, sql.len);
	if (result == 0 && cache != NULL)
		cache->review = (int)*out;
	strbuf_release(&sql);
	return result;
}

int
review_mark(struct arena *arena, const struct revision *revision, const struct review *review,
	struct diagnostics *diagnostics)
{
	struct strbuf sql = STRBUF_INIT;
	struct snapshot snapshot = {0};
	struct review marked = *review;
	int result = read_pair(arena, &snapshot, &sql, revision, diagnostics);
	if (result == 0) {
		struct digest digest = snapshot_digest(arena, &snapshot, sql.buf, sql.len);
		marked.digest = digest.hex;
		snapshot.review = &marked;
		result = snapshot_write(arena, &snapshot, diagnostics);
		content_forget(revision);
	}
	strbuf_release(&sql);
	return result;
}

int
review_revoke(struct arena *arena, const struct revision *revision, struct diagnostics *diagnostics)
{
	struct snapshot snapshot = {0};
	if (snapshot_read(arena, &snapshot, revision, diagnostics) != 0)
		return -1;
	if (snapshot.review == NULL)
		return 0;
	snapshot.review = NULL;
	content_forget(revision);
	return snapshot_write(arena, &snapshot, diagnostics);
}
