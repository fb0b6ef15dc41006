#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)

	int64_t id SC_PRIMARY_KEY;
	char *d SC_RENAMED_FROM(c);
};

struct o {
	SC_TABLE(o)

	int64_t id SC_PRIMARY_KEY;
	char *n;
};
SC_VIEW(v1, "SELECT id, d, 1 AS one FROM t")
SC_TRIGGER(tr, o, "AFTER INSERT ON o BEGIN UPDATE o SET n = (SELECT count(*) FROM v1); END")
