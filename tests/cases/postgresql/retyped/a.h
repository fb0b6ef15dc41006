#include <schemac/model.h>

struct thing {
	SC_TABLE(things)
	SC_CHECK(things_n, "n < 1000000")
	SC_CHECK(things_state, "state IN ('new', 'old')")
	SC_INDEX(things_idx, on("n + 1"), where("n < 1000000 AND state IN ('new', 'old')"))

	int id SC_PRIMARY_KEY;
	int n SC_TYPE("numeric(8,0)");
	char state[5];
};
