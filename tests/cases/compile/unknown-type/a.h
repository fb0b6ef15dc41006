#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct point { int x, y; };

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	struct point place SC_NOT_NULL;
	struct point *other;
	struct { int x; } inner;
	union { int a; float b; };
	char letter;
	char empty[1];
	char **list;
	void *data;
	long double big;
	int grid[3];
	void (*callback)(int);
};
