#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	char *id SC_PRIMARY_KEY;
};

struct post {
	SC_TABLE(posts)
	SC_PRIMARY_KEY_ON(a, b)
	int a;
	int *b;
};
