/*
 * schemac/model.h: says in a C header what table a struct stands for.
 *
 *	struct user {
 *		SC_TABLE(users, comment("People who can sign in"))
 *		SC_INDEX(users_email_lower_idx, unique, on("lower(email)"))
 *
 *		int64_t id SC_PRIMARY_KEY SC_IDENTITY;
 *		char email[255] SC_UNIQUE;
 *		char *bio;
 *	};
 *
 * For a compiler every macro is empty, in C99 to C23 and C++11 to C++20. `schemac` reads the header
 * with __SCHEMAC__ defined. Markers of a table stand first in the struct, on lines of their own
 * and without a semicolon; markers of a column follow its declarator and compose. Names are bare
 * identifiers, or string literals where they are none in C; SQL is always a string literal.
 * schemac-model(7) describes every marker.
 *
 * Two spellings of each are needed since a macro must stringise its own arguments: one that
 * passed them on would expand NULL and true first.
 */
#ifndef SCHEMAC_MODEL_H
#define SCHEMAC_MODEL_H

#ifndef __SCHEMAC__

/* a table: first in a struct */
#define SC_TABLE(...)
#define SC_PRIMARY_KEY_ON(...)
#define SC_UNIQUE_KEY(...)
#define SC_INDEX(...)
#define SC_FOREIGN_KEY(...)
#define SC_CHECK(...)
#define SC_EXCLUDE(...)

/* a column: behind a field's declarator */
#define SC_PRIMARY_KEY
#define SC_IDENTITY
#define SC_IDENTITY_OPTIONS(...)
#define SC_SERIAL
#define SC_AUTOINCREMENT
#define SC_TYPE(...)
#define SC_TYPE_ON(...)
#define SC_NOT_NULL
#define SC_NULL
#define SC_ON_CONFLICT(...)
#define SC_DEFAULT(...)
#define SC_DEFAULT_ON(...)
#define SC_UNIQUE
#define SC_INDEXED
#define SC_REFERENCES(...)
#define SC_CHECK_COLUMN(...)
#define SC_GENERATED(...)
#define SC_COLLATE(...)
#define SC_COMMENT(...)
#define SC_NAME(...)
#define SC_RENAMED_FROM(...)
#define SC_BACKFILL(...)
#define SC_USING(...)

/* no column */
#define SC_TRANSIENT
#define SC_RELATION(...)

/* an enum: first in it, and behind an enumerator */
#define SC_ENUM(...)
#define SC_VALUE(...)

/* at file scope */
#define SC_TABLE_ONLY(...)
#define SC_SCHEMA(...)
#define SC_EXTENSION(...)
#define SC_DOMAIN(...)
#define SC_SEQUENCE(...)
#define SC_FUNCTION(...)
#define SC_VIRTUAL_TABLE(...)
#define SC_VIEW(...)
#define SC_MATERIALIZED_VIEW(...)
#define SC_TRIGGER(...)
#define SC_RULE(...)
#define SC_SQL_FILE(...)

#else /* what the front end of schemac sees: tool/front/marker.def */

#define SC_TABLE(...) __schemac_marker__("SC_TABLE", #__VA_ARGS__)
#define SC_PRIMARY_KEY_ON(...) __schemac_marker__("SC_PRIMARY_KEY_ON", #__VA_ARGS__)
#define SC_UNIQUE_KEY(...) __schemac_marker__("SC_UNIQUE_KEY", #__VA_ARGS__)
#define SC_INDEX(...) __schemac_marker__("SC_INDEX", #__VA_ARGS__)
#define SC_FOREIGN_KEY(...) __schemac_marker__("SC_FOREIGN_KEY", #__VA_ARGS__)
#define SC_CHECK(...) __schemac_marker__("SC_CHECK", #__VA_ARGS__)
#define SC_EXCLUDE(...) __schemac_marker__("SC_EXCLUDE", #__VA_ARGS__)

#define SC_PRIMARY_KEY __schemac_marker__("SC_PRIMARY_KEY", "")
#define SC_IDENTITY __schemac_marker__("SC_IDENTITY", "")
#define SC_IDENTITY_OPTIONS(...) __schemac_marker__("SC_IDENTITY_OPTIONS", #__VA_ARGS__)
#define SC_SERIAL __schemac_marker__("SC_SERIAL", "")
#define SC_AUTOINCREMENT __schemac_marker__("SC_AUTOINCREMENT", "")
#define SC_NOT_NULL __schemac_marker__("SC_NOT_NULL", "")
#define SC_NULL __schemac_marker__("SC_NULL", "")
#define SC_ON_CONFLICT(...) __schemac_marker__("SC_ON_CONFLICT", #__VA_ARGS__)
#define SC_UNIQUE __schemac_marker__("SC_UNIQUE", "")
#define SC_INDEXED __schemac_marker__("SC_INDEXED", "")
#define SC_REFERENCES(...) __schemac_marker__("SC_REFERENCES", #__VA_ARGS__)
#define SC_COLLATE(...) __schemac_marker__("SC_COLLATE", #__VA_ARGS__)
#define SC_NAME(...) __schemac_marker__("SC_NAME", #__VA_ARGS__)
#define SC_RENAMED_FROM(...) __schemac_marker__("SC_RENAMED_FROM", #__VA_ARGS__)

/* values and SQL: once as written, and once as the project's own macros make it */
#define SC_TYPE(...) __schemac_marker__("SC_TYPE", #__VA_ARGS__, __VA_ARGS__)
#define SC_TYPE_ON(...) __schemac_marker__("SC_TYPE_ON", #__VA_ARGS__, __VA_ARGS__)
#define SC_DEFAULT(...) __schemac_marker__("SC_DEFAULT", #__VA_ARGS__, __VA_ARGS__)
#define SC_DEFAULT_ON(...) __schemac_marker__("SC_DEFAULT_ON", #__VA_ARGS__, __VA_ARGS__)
#define SC_CHECK_COLUMN(...) __schemac_marker__("SC_CHECK_COLUMN", #__VA_ARGS__, __VA_ARGS__)
#define SC_GENERATED(...) __schemac_marker__("SC_GENERATED", #__VA_ARGS__, __VA_ARGS__)
#define SC_COMMENT(...) __schemac_marker__("SC_COMMENT", #__VA_ARGS__, __VA_ARGS__)
#define SC_BACKFILL(...) __schemac_marker__("SC_BACKFILL", #__VA_ARGS__, __VA_ARGS__)
#define SC_USING(...) __schemac_marker__("SC_USING", #__VA_ARGS__, __VA_ARGS__)

#define SC_TRANSIENT __schemac_marker__("SC_TRANSIENT", "")
#define SC_RELATION(...) __schemac_marker__("SC_RELATION", #__VA_ARGS__)

#define SC_ENUM(...) __schemac_marker__("SC_ENUM", #__VA_ARGS__)
#define SC_VALUE(...) __schemac_marker__("SC_VALUE", #__VA_ARGS__)

#define SC_TABLE_ONLY(...) __schemac_marker__("SC_TABLE_ONLY", #__VA_ARGS__)
#define SC_SCHEMA(...) __schemac_marker__("SC_SCHEMA", #__VA_ARGS__)
#define SC_EXTENSION(...) __schemac_marker__("SC_EXTENSION", #__VA_ARGS__)
#define SC_DOMAIN(...) __schemac_marker__("SC_DOMAIN", #__VA_ARGS__)
#define SC_SEQUENCE(...) __schemac_marker__("SC_SEQUENCE", #__VA_ARGS__)
#define SC_FUNCTION(...) __schemac_marker__("SC_FUNCTION", #__VA_ARGS__)
#define SC_VIRTUAL_TABLE(...) __schemac_marker__("SC_VIRTUAL_TABLE", #__VA_ARGS__)
#define SC_VIEW(...) __schemac_marker__("SC_VIEW", #__VA_ARGS__)
#define SC_MATERIALIZED_VIEW(...) __schemac_marker__("SC_MATERIALIZED_VIEW", #__VA_ARGS__)
#define SC_TRIGGER(...) __schemac_marker__("SC_TRIGGER", #__VA_ARGS__)
#define SC_RULE(...) __schemac_marker__("SC_RULE", #__VA_ARGS__)
#define SC_SQL_FILE(...) __schemac_marker__("SC_SQL_FILE", #__VA_ARGS__)

#endif
#endif
