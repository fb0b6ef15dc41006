#include <schemac/model.h>
struct a {
	SC_TABLE(a)
	SC_CHECK(a_c1, "a.n > 0 AND length(\"userName\") BETWEEN 1 AND 5 OR price IS NULL")
	SC_INDEX(n_i, on("lower(price)"), where("n IS NOT NULL"))
	long id SC_PRIMARY_KEY;
	char *userName SC_DEFAULT("CURRENT_TIMESTAMP") SC_CHECK_COLUMN("\"userName\" <> 'nope'");
	char *price;
	int n;
};
