#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; };

struct u { SC_TABLE(users) int64_t id SC_PRIMARY_KEY; char *e; };
SC_FUNCTION("all_u()", "CREATE FUNCTION all_u() RETURNS SETOF users LANGUAGE sql AS $$ SELECT * FROM users $$")
SC_FUNCTION("full_name(users)", "CREATE FUNCTION full_name(u users) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT u.e || u.id $$")
SC_FUNCTION("n_users()", "CREATE FUNCTION n_users() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM users; END")
SC_VIEW(named, "SELECT full_name(users) AS n, users.id FROM users")
SC_FUNCTION("a_names()", "CREATE FUNCTION a_names() RETURNS SETOF named LANGUAGE sql AS $$ SELECT * FROM named $$")
struct v { SC_TABLE(a_counts) int64_t id SC_PRIMARY_KEY; int64_t n SC_DEFAULT("n_users()"); char *who SC_TYPE("users") SC_NULL; };
