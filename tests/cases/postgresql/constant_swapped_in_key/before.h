#include <schemac/model.h>
#include <stdint.h>
enum kind { KIND_A, KIND_B, KIND_C = -3 };
struct t {
	SC_TABLE(t)
	SC_UNIQUE_KEY(t_u, owner, kind)
	SC_CHECK(t_c, "kind <= 1")
	int64_t id SC_PRIMARY_KEY;
	int owner;
	enum kind kind;
};
SC_VIEW(v, "SELECT id, kind FROM t")
