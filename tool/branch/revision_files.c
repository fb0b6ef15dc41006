#include "branch/revision_files.h"

#include "base/digest.h"
#include "base/text.h"
#include "rev/file/content.h"
#include "rev/file/snapshot.h"

#include <string.h>

int
revision_files_read(struct arena *arena, struct revision_content *out,
	const struct revision *revision, struct diagnostics *diagnostics)
{
	struct strbuf sql = STRBUF_INIT, snapshot = STRBUF_INIT;
	int result = content_read_sql(&sql, revision, diagnostics);
	if (result == 0)
		result = content_read_snapshot(&snapshot, revision, diagnostics);
	*out = (struct revision_content){.sql = arena_strndup(arena, sql.buf, sql.len),
		.sql_length = sql.len,
		.snapshot = arena_strndup(arena, snapshot.buf, snapshot.len),
		.snapshot_length = snapshot.len};
	strbuf_release(&sql);
	strbuf_release(&snapshot);
	return result;
}

static bool
same_bytes(const char *a, size_t a_length, const char *b, size_t b_length)
{
	return a_length == b_length && memcmp(a, b, a_length) == 0;
}

static bool
same_text(const char *a, size_t a_length, const char *b, size_t b_length)
{
	struct digest x = digest_of_text(a, a_length), y = digest_of_text(b, b_length);
	return same_bytes(a, a_length, b, b_length) || text_equal(x.hex, y.hex);
}

/* The digest of everything that a review covers; -1 if the text is not a snapshot. */
static int
covered(struct arena *arena, struct digest *out, const struct revision_content *content)
{
	struct snapshot snapshot;
	struct diagnostics unheard;
	diag_init(&unheard, arena);
	if (snapshot_parse(arena, &snapshot, "", content->snapshot, content->snapshot_length,
		    &unheard) != 0)
		return -1;
	*out = snapshot_digest(arena, &snapshot, content->sql, content->sql_length);
	return 0;
}

bool
revision_files_equal(
	struct arena *arena, const struct revision_content *a, const struct revision_content *b)
{
	struct digest x, y;
	if (!same_text(a->sql, a->sql_length, b->sql, b->sql_length))
		return false;
	if (same_text(a->snapshot, a->snapshot_length, b->snapshot, b->snapshot_length))
		return true;
	return covered(arena, &x, a) == 0 && covered(arena, &y, b) == 0 && text_equal(x.hex, y.hex);
}
