/*
 * normalise_take: copies the texts that the server printed in scratch schemas into a schema.
 *
 * A text that already equals that of the database becomes this one, because the server may print its
 * own text differently when it reads it again:
 * (c)::text = ANY ((ARRAY['a'::character varying])::text[]).
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_NORMALISE_TAKE_H
#define SCHEMAC_POSTGRESQL_SERVER_NORMALISE_TAKE_H

#include "postgresql/server/scratch_names.h"

/*
 * Copies the server's texts of the scratch schemas into the schema, except where a text equals that
 * of the database. An item that the server does not have remains unchanged.
 */
void normalise_take_texts(struct schema *schema, const struct scratch_names *names,
	struct schema *server, const struct schema *live);

#endif
