#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)

	int64_t id SC_PRIMARY_KEY;
	char *a;
	char *b;
	char *c;
	char *a__old;
};

SC_VIEW(v, "SELECT a, b FROM t")
SC_VIEW(w, "SELECT a FROM v")
SC_VIEW(other, "SELECT a__old FROM t")
