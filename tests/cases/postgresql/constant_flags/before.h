#include <schemac/model.h>
#include <stdint.h>
typedef enum { P_R = 1 << 0, P_W = 1 << 1, P_X = 1 << 2, P_ALL = P_R | P_W | P_X } perm;
struct t {
	SC_TABLE(t)
	int64_t id SC_PRIMARY_KEY;
	perm perms;
};
