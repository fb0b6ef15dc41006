#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct a {
	SC_TABLE(a)
	int64_t id SC_PRIMARY_KEY;
	int64_t code;
};

struct c {
	SC_TABLE(c)
	int64_t code;
};

struct b {
	SC_TABLE(b)
	int64_t a_code SC_REFERENCES(a, code);
	int64_t c_code SC_REFERENCES(c);
};
