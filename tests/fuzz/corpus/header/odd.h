#include <schemac/model.h>
#include <stdint.h>

/* gcc -E prints these letters as universal character names, clang as they are. */
struct größe {
	SC_TABLE(größen)
	int länge SC_PRIMARY_KEY;
	int \u00e4rger SC_DEFAULT(0);
	char *大 SC_DEFAULT("'ü'");
};

struct anonymous {
	SC_TABLE(anonymous)
	int id SC_PRIMARY_KEY;
	union { int a; float b; } SC_TRANSIENT;
	struct { int q; struct { int r; }; } SC_TRANSIENT;
	struct { int v, w; } SC_NULL;
};

struct constant {
	SC_TABLE(constants)
	int id SC_PRIMARY_KEY;
#if 1
	int there;
#else
	int gone;
#endif
};

struct spliced {
	SC_TA\
BLE(spliced)
	int i\
d SC_PRIM\
ARY_KEY;
	int a SC_CHECK_COLUMN("a \
> 0" /* or */ " OR a < 0" // and so on
	);
	int b SC_DEFAULT /* five */ ( 5 /* or so */ );
};
#include <schemac/model.h>

struct a {
	SC_TABLE(a)
	int id SC_PRIMARY_KEY();
	int b SC_NULL(1) SC_INDEXED;
	int c SC_UNIQUE(deferrable) SC_DEFAULT;
	int d SC_COMMENT, e SC_UNIQ(e);
};

struct b {
	SC_TABLE
	int id SC_PRIMARY_KEY;
};

SC_VIEW
