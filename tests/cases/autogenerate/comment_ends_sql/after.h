#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_i, on("a + 1 -- one more"), where("a > 0 -- only some"))
	SC_CHECK("a < 100 -- limit")

	int64_t id SC_PRIMARY_KEY;
	int a;
	int b SC_BACKFILL("a + 1 -- as well");
	int c SC_DEFAULT("(1 + 2) -- three");
};
SC_VIEW(v1, "SELECT id FROM t -- all of them")
SC_VIEW(v2, "SELECT a FROM t /* no end; */ ; -- and more")
SC_TRIGGER(tr, t, "AFTER INSERT ON t BEGIN UPDATE t SET a = 1; -- inside\n END -- done")
SC_VIRTUAL_TABLE(words, "fts5(body) -- full text")
