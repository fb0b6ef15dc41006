/* named_url: the URL of the database that --url, -x or schemac.ini names. */
#ifndef SCHEMAC_WORKSPACE_NAMED_URL_H
#define SCHEMAC_WORKSPACE_NAMED_URL_H

#include "db/url.h"
#include "workspace/workspace.h"

struct named_url {
	const char *text;   /* NULL: none is named */
	const char *folder; /* base of a relative path; NULL: the current folder */
	struct location at; /* in the configuration; may be unknown */
};

/*
 * --url is relative to the current folder, `url` of schemac.ini to the folder of schemac.ini. -1
 * after a diagnostic if the value needs an environment variable that is not set; silent if
 * diagnostics is NULL.
 */
int named_url_find(
	struct workspace *workspace, struct named_url *out, struct diagnostics *diagnostics);

/* Whether a URL is named and valid; *out is the parsed URL. Silent. */
bool named_url_parse(struct workspace *workspace, struct database_url *out);

/*
 * The dialect of the named URL, which need not be valid otherwise; DIALECT_COUNT if none is named or
 * it is not a URL. -1 after a diagnostic if the dialect depends on an environment variable that is
 * not set.
 */
int named_url_dialect(struct workspace *workspace, enum dialect_id *out);

#endif
