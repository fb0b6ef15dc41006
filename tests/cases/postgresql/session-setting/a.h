#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	int32_t id SC_PRIMARY_KEY;
	char *plain SC_TYPE("timestamp(3)");
	char *zoned SC_TYPE("timestamp");
	char *called SC_TYPE("timestamp");
	char *back SC_TYPE("timestamptz");
	char *day SC_TYPE("date");
	char *written SC_TYPE("text");
	char *price SC_TYPE("money");
	char *local SC_TYPE("timestamp");
};
