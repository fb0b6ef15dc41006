#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum a { SC_ENUM(a) A_ONE };
enum b { SC_ENUM(b) B_ONE };

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	int n1 SC_DEFAULT("'one'");
	int n2 SC_DEFAULT(true);
	int n3 SC_DEFAULT(NULL);
	int n4 SC_DEFAULT(now());
	int n5 SC_DEFAULT("");
	int n6 SC_DEFAULT(CURRENT_TIMESTAMP);
	bool b1 SC_DEFAULT(7);
	char t1[9] SC_DEFAULT(5);
	char t2[9] SC_DEFAULT(free);
	enum a e1 SC_DEFAULT(B_ONE);
	int n7 SC_DEFAULT(0x);
	int64_t n8 SC_DEFAULT(99999999999999999999);
};
