/* postgresql_offline: the parts of a psql script that surround the statements of revisions. */
#ifndef SCHEMAC_POSTGRESQL_SERVER_POSTGRESQL_OFFLINE_H
#define SCHEMAC_POSTGRESQL_SERVER_POSTGRESQL_OFFLINE_H

#include "db/offline_driver.h"

extern const struct offline_dialect postgresql_offline;

#endif
