#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	int32_t id SC_PRIMARY_KEY;
	char *plain SC_TYPE("timestamptz(3)");
	char *zoned SC_TYPE("timestamptz") SC_USING("zoned AT TIME ZONE 'Asia/Tokyo'");
	char *called SC_TYPE("timestamptz") SC_USING("timezone('UTC', called)");
	char *back SC_TYPE("timestamp") SC_USING("back AT TIME ZONE 'UTC'");
	char *day SC_TYPE("timestamptz") SC_USING("day::timestamp AT TIME ZONE 'UTC'");
	char *written SC_TYPE("timestamptz") SC_USING("written::timestamp AT TIME ZONE 'UTC'");
	char *price SC_TYPE("text");
	char *local SC_TYPE("date");
};
