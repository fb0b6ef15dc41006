#include <schemac/model.h>
#include <stdint.h>
enum kind { KIND_B, KIND_A, KIND_C = -3 };
struct t {
	SC_TABLE(t)
	SC_UNIQUE_KEY(t_u, owner, sort)
	SC_CHECK(t_c, "sort < 2")
	int64_t id SC_PRIMARY_KEY;
	int owner;
	enum kind sort SC_RENAMED_FROM(kind);
};
SC_VIEW(v, "SELECT id, sort FROM t")
