#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

enum kind { SC_ENUM(kind) R_A SC_VALUE("A"), R_B SC_VALUE("B") };
struct u {
	SC_TABLE(users)
	SC_INDEX(users_b, on("is_b(k)"))
	int64_t id SC_PRIMARY_KEY;
	enum kind k SC_DEFAULT(R_A) SC_CHECK_COLUMN("is_b(k) OR id > 0");
};
SC_FUNCTION("is_b(kind)", "CREATE FUNCTION is_b(r kind) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT r > 'A' $$")
SC_DOMAIN(kind_d, "kind CHECK (is_b(VALUE))")
struct d { SC_TABLE(d) int64_t id SC_PRIMARY_KEY; char *k SC_TYPE("kind_d") SC_NULL; };
SC_VIEW(bs, "SELECT id FROM users WHERE is_b(k)")
SC_VIEW(ids, "SELECT id FROM users")
