#include <schemac/model.h>
struct a {
	SC_TABLE(a)
	SC_CHECK(a_c1, "nope > 0")
	SC_INDEX(a_i1, on(n), where("nope IS NULL"))
	SC_INDEX(a_i2, on("lower(nope)"))
	long id SC_PRIMARY_KEY;
	char name[20] SC_DEFAULT("abc");
	int n;
};
struct b {
	SC_TABLE(b)
	SC_CHECK(b_c1, "n > (SELECT max(n) FROM b)")
	SC_EXCLUDE(b_x, "USING gist (r WITH &&, nope WITH =)")
	SC_INDEX(b_i1, on("n + random()"))
	long id SC_PRIMARY_KEY;
	char *r SC_TYPE("int4range");
	int n SC_DEFAULT("id + 1");
	char *g SC_GENERATED("nope || 'x'", stored);
};
struct c {
	SC_TABLE(c)
	SC_CHECK(c_c1, "sum(n) > 0")
	SC_CHECK(c_c2, "userName <> ''")
	long id SC_PRIMARY_KEY;
	int n;
	char *userName;
};
