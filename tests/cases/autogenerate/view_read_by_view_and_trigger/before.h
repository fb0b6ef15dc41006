#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)

	int64_t id SC_PRIMARY_KEY;
	char *c;
};

struct o {
	SC_TABLE(o)

	int64_t id SC_PRIMARY_KEY;
	int64_t n;
	int64_t gone;
};
SC_VIEW(v1, "SELECT id, c FROM t")
SC_VIEW(v2, "SELECT id FROM v1")
SC_VIEW(v3, "SELECT id FROM v2 WHERE id > 0")
SC_TRIGGER(tr, o, "AFTER INSERT ON o BEGIN UPDATE o SET n = (SELECT count(*) FROM v3); END")
SC_TRIGGER(tv, v2, "INSTEAD OF INSERT ON v2 BEGIN INSERT INTO t (id) VALUES (new.id); END")
