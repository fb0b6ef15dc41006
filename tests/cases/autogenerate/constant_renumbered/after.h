#include <schemac/model.h>
#include <stdint.h>
enum kind { KIND_A, KIND_NEW, KIND_B, KIND_C };
struct t {
	SC_TABLE(t)
	int64_t id SC_PRIMARY_KEY;
	enum kind kind;
};
struct u {
	SC_TABLE(u)
	int64_t id SC_PRIMARY_KEY;
	enum kind *kind SC_DEFAULT(KIND_C);
};
