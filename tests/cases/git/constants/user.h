#include <schemac/model.h>
enum kind {
	KIND_A,
	KIND_B,
};
struct user {
	SC_TABLE(users)
	long id SC_PRIMARY_KEY;
	enum kind kind;
};
