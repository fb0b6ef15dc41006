#include "workspace/named_url.h"

int
named_url_find(struct workspace *workspace, struct named_url *out, struct diagnostics *diagnostics)
{
	*out = (struct named_url){.text = workspace->url};
	if (out->text != NULL)
		return 0;
	out->folder = workspace->config.folder;
	out->at = config_place(&workspace->config, "url");
	return config_url(&workspace->arena, &workspace->config, &out->text, diagnostics);
}

bool
named_url_parse(struct workspace *workspace, struct database_url *out)
{
	struct named_url named;
	struct diagnostics unheard;
	diag_init(&unheard, &workspace->arena);
	return named_url_find(workspace, &named, NULL) == 0 && named.text != NULL &&
	       database_url_parse(&workspace->arena, out, named.text, named.folder, named.at,
		       &unheard) == 0;
}

int
named_url_dialect(struct workspace *workspace, enum dialect_id *out)
{
	struct named_url named;
	*out = DIALECT_COUNT;
	if (named_url_find(workspace, &named, NULL) == 0) {
		if (named.text != NULL)
			*out = database_url_dialect(named.text);
		return 0;
	}
	/* The scheme may be known although a password or host is not. */
	*out = database_url_dialect(config_url_as_written(&workspace->config));
	if (*out != DIALECT_COUNT)
		return 0;
	named_url_find(workspace, &named, &workspace->diagnostics);
	diag_note(&workspace->diagnostics, (struct location){0},
		"`dialects` is not set, and without this variable the engine of `url` is not known: "
		"set `dialects`");
	return -1;
}
