#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define LIMIT 100
#define PLAN "'free'"
#define TWICE (LIMIT * 2)
enum level { LOW, HIGH = 10 };
enum status { SC_ENUM(status) ACTIVE SC_VALUE("it's active"), IDLE };

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	int number SC_DEFAULT(-1);
	int hex SC_DEFAULT(0x1FuL);
	double real SC_DEFAULT(1.5e3f);
	int limit SC_DEFAULT(LIMIT);
	int twice SC_DEFAULT(TWICE);
	enum level level SC_DEFAULT(HIGH);
	enum status status SC_DEFAULT(ACTIVE);
	enum status idle SC_DEFAULT(IDLE);
	bool yes SC_DEFAULT(true);
	bool no SC_DEFAULT(false);
	bool one SC_DEFAULT(1);
	char *nothing SC_DEFAULT(NULL);
	char plan[9] SC_DEFAULT(PLAN);
	char joined[9] SC_DEFAULT("'a"
		"b\\'");
	time_t at SC_DEFAULT("CURRENT_TIMESTAMP");
	char *json SC_TYPE_ON(postgresql, "jsonb") SC_DEFAULT_ON(postgresql, "'{}'::jsonb") SC_DEFAULT_ON(sqlite, "'{}'");
};
