/*
 * runtime/stored_script: a script from the history does not change when it is printed and read
 * again.
 */
#include "runtime/stored_script.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct schemac_error error;
	struct session session;
	struct schemac_script script, again;
	memset(&error, 0, sizeof(error));
	memset(&session, 0, sizeof(session));
	session.error = &error;
	scrt_pool_init(&session.pool, NULL);
	const char *text = scrt_pool_copy(&session.pool, (const char *)data, size);
	if (scrt_stored_script_parse(&session, &script, text) == 0) {
		char *once = scrt_stored_script_print(&session, &script);
		if (scrt_stored_script_parse(&session, &again, once) != 0 ||
			again.step_count != script.step_count ||
			again.no_transaction != script.no_transaction ||
			strcmp(once, scrt_stored_script_print(&session, &again)) != 0)
			abort();
	}
	scrt_pool_release(&session.pool);
	return 0;
}
