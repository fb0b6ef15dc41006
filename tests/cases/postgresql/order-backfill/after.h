#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	int64_t id SC_PRIMARY_KEY;
	int64_t price_cents SC_BACKFILL("coalesce(CAST(price_text AS integer), 0) * 100");
	int64_t n SC_BACKFILL("0") SC_USING("length(price_text) + length(n)");
};
SC_VIEW(v, "SELECT price_cents FROM t")
