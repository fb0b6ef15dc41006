/*
 * parse_key: the parts of keys and indexes, indexed-column in the syntax diagrams of SQLite.
 */
#ifndef SCHEMAC_SQLITE_PARSE_PARSE_KEY_H
#define SCHEMAC_SQLITE_PARSE_PARSE_KEY_H

#include "sqlite/parse/ddl_parser.h"

/* ( part, part… [AUTOINCREMENT] ); autoincrement is NULL if the grammar does not allow it. */
int ddl_key_parts(struct ddl_parser *parser, struct key_parts *out, bool *autoincrement);

/* One part, up to ',' or ')'. */
int ddl_key_part(struct ddl_parser *parser, struct key_part *out);

#endif
