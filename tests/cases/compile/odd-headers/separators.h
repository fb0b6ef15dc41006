#include <schemac/model.h>

struct counter {
	SC_TABLE(counters)
	int id SC_PRIMARY_KEY;
	char text[1'001];
	int hits SC_DEFAULT(1'000'000);
	int bits SC_DEFAULT(0b1111'0000);
};
