#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct a {
	SC_TABLE(a)
	SC_PRIMARY_KEY_ON(x, y)
	int x;
	int y;
};

struct b {
	SC_TABLE(b)
	SC_FOREIGN_KEY(b_fk, (x), a, (x, y))
	int x SC_PRIMARY_KEY;
	int y SC_REFERENCES(a);
};
