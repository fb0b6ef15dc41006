#include "rev/file/content.h"

#include "base/file.h"

#include <errno.h>
#include <string.h>

int
content_read_sql(
	struct strbuf *out, const struct revision *revision, struct diagnostics *diagnostics)
{
	const struct revision_cache *cache = revision->cache;
	if (revision->content != NULL)
		strbuf_add(out, revision->content->sql, revision->content->sql_length);
	else if (cache != NULL && cache->sql != NULL)
		strbuf_add(out, cache->sql, cache->sql_length);
	else if (file_read(out, revision->sql_path) != 0)
		return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(revision->sql_path),
			"cannot read the revision: %s", file_error(errno));
	return 0;
}

int
content_read_snapshot(
	struct strbuf *out, const struct revision *revision, struct diagnostics *diagnostics)
{
	const char *path = revision->snapshot_path;
	if (revision->content != NULL)
		strbuf_add(out, revision->content->snapshot, revision->content->snapshot_length);
	else if (file_read(out, path) != 0)
		return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read the snapshot: %s", file_error(errno));
	return 0;
}

void
content_forget(const struct revision *revision)
{
	struct revision_cache *cache = revision->cache;
	if (cache != NULL)
		*cache = (struct revision_cache){.arena = cache->arena, .review = -1};
}
