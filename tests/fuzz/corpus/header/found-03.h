#include <schemac/model.h>
#include <stdint.h>
#include <stddef.h>
struct timespec_;
#define WRAP(x) SC_DEFAULT(x)
enum st { SC_ENUM(st) A SC_VALUE("a"), B SC_VALUE("a") };
struct user {
	SC_TABLE(users, coment("x"));
	SC_INEDX(users_x, on(id))
	SC_INDEX(users_y, on(emial))
	SC_UNIQUE_KEY(k, id, nope)
	int64_t id SC_PRIMRY_KEY;
	char email[1];
	char ok[10] SC_NOT_NULL SC_NULL;
	struct timespec_ *ts;
	void *p SC_INDEX(foo);
	SC_UNIQUE int z;
	char *q WRAP(NULL);
	char *nm SC_DEFAULT(CURRENT_USER);
	int64_t num SC_DEFAULT("'abc'");
	int64_t author SC_REFERENCES(user, id);
	char *k2 SC_PRIMARY_KEY;
	char Email[3];
	char tt[5] SC_IDENTITY;
};
struct post { SC_TABLE(users) int id; };
struct post2 { int id SC_UNIQUE; };
SC_VEIW(x, "SELECT 1")
SC_UNIQUE_KEY(a, b)
