#include "postgresql/server/libpq/connect_failure.h"

#include "base/secret.h"
#include "base/text.h"
#include "postgresql/server/libpq/read_transaction.h"

#include <stdlib.h>
#include <string.h>

/* The passwords in use, from the URL, the environment, a service file or a password file. */
static void
collect_secrets(struct arena *arena, struct texts *out, PGconn *handle, const char *conninfo)
{
	PQconninfoOption *options = PQconninfo(handle);
	const char *const others[] = {PQpass(handle), getenv("PGPASSWORD")};
	secret_collect(arena, out, conninfo);
	for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL;
		option++)
		if (*option->dispchar == '*' && option->val != NULL && *option->val != '\0')
			*VEC_ADD(arena, out) = arena_strdup(arena, option->val);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i] != NULL && *others[i] != '\0')
			*VEC_ADD(arena, out) = arena_strdup(arena, others[i]);
	PQconninfoFree(options);
}

/* Replaces each "quoted" part. */
static const char *
hide_quoted(struct arena *arena, const char *text)
{
	const char *quote = strchr(text, '"'), *end = strrchr(text, '"');
	if (quote == end)
		return text;
	return arena_printf(arena, "%.*s\"***%s", (int)(quote - text), text, end);
}

const char *
connect_failure(struct arena *arena, PGconn *handle, const char *conninfo)
{
	struct texts secrets = {0};
	char *problem = NULL;
	PQconninfoOption *parsed = PQconninfoParse(conninfo, &problem);
	const char *message = read_transaction_message(arena, handle);
	collect_secrets(arena, &secrets, handle, conninfo);
	if (parsed == NULL && secret_is_in(conninfo))
		message = hide_quoted(arena, message);
	PQconninfoFree(parsed);
	PQfreemem(problem);
	return secret_scrub(arena, message, &secrets);
}
