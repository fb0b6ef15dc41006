#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

SC_DOMAIN(email_t, "text CHECK (VALUE LIKE '%@%.%')")
SC_FUNCTION("host(email_t)", "CREATE FUNCTION host(e email_t) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT split_part(e, '@', 2) $$")
SC_FUNCTION("mails()", "CREATE FUNCTION mails() RETURNS SETOF email_t LANGUAGE sql STABLE AS $$ SELECT e FROM t $$")
struct t {
	SC_TABLE(t)
	int64_t id SC_PRIMARY_KEY;
	char *e SC_TYPE("email_t") SC_NOT_NULL;
	char *h SC_GENERATED("host(e)", stored) SC_NULL;
};
