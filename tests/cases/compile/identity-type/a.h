#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum e { SC_ENUM(e) E };

struct user {
	SC_TABLE(users)
	char id[37] SC_PRIMARY_KEY SC_IDENTITY;
	enum e kind SC_SERIAL;
	int n SC_IDENTITY SC_DEFAULT(1);
	int m SC_IDENTITY;
	int a SC_AUTOINCREMENT;
	unsigned long long big SC_SERIAL;
};
