#include <schemac/model.h>
struct a {
	SC_TABLE(users)
	SC_INDEX(Notes, on(name))
	int id SC_PRIMARY_KEY;
	char name[3];
};
struct b {
	SC_TABLE(Users)
	int id SC_PRIMARY_KEY;
};
struct c {
	SC_TABLE(notes, schema(old))
	int id SC_PRIMARY_KEY;
};
struct d {
	SC_TABLE(notes, schema(new))
	int id SC_PRIMARY_KEY;
};
SC_VIEW(USERS, "SELECT 1 AS one")
