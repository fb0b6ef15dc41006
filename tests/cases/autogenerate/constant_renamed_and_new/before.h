#include <schemac/model.h>
#include <stdint.h>
enum kind { KIND_A = 1, KIND_B, KIND_LAST = KIND_B, NUM_KINDS };
struct t {
	SC_TABLE(t)
	int64_t id SC_PRIMARY_KEY;
	enum kind kind SC_DEFAULT(KIND_A);
};
