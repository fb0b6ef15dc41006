#include "user.h"

#include "app_revisions.h"

#include <schemac/runtime.h>

#include <sqlite3.h>
#include <stdio.h>

#ifdef WITH_DESCRIPTORS
#include <schemac/descriptor.h>
extern const struct schemac_table_descriptor user_table;
#endif

int
main(int argc, char **argv)
{
	struct schemac_error error;
	sqlite3 *db;

#ifdef WITH_DESCRIPTORS
	if (user_table.size != sizeof(struct user))
		return 3;
#endif
	if (argc != 2 || sqlite3_open(argv[1], &db) != SQLITE_OK)
		return 2;
	int status = schemac_upgrade(schemac_sqlite(db), &app_revisions, NULL, &error);
	if (status != 0)
		fprintf(stderr, "%s\n", error.message);
	else
		printf("%s: %zu revisions\n", TITLE, app_revisions.revision_count);
	sqlite3_close(db);
	return status == 0 ? 0 : 1;
}
