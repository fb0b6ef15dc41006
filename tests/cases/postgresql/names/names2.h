#include <schemac/model.h>
#include <stdint.h>

enum mood {
	SC_ENUM("Mood's")
	MOOD_OK SC_VALUE("o'k"),
	MOOD_NEW SC_VALUE("ne'w"),
	MOOD_ODD SC_VALUE("\"odd\"")
};

struct order_detail {
	SC_TABLE("Order details", renamed_from("Order Details"), comment("it's \"quoted\""))
	SC_INDEX("Some Index", on("lower(\"Na\"\"me\")", "Select"), where("\"Select\" > 0"))
	SC_UNIQUE_KEY("Bo\"th", id, "Select")
	SC_CHECK("> 0", "\"Select\" > 0")

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int64_t select SC_NAME("Select");
	char *name SC_NAME("Na\"me") SC_UNIQUE;
	char *apostrophe SC_NAME("it\"s") SC_RENAMED_FROM("it's") SC_DEFAULT("'$schemac$'");
	char *umlaut SC_NAME("Größe") SC_BACKFILL("'x'") SC_NOT_NULL;
	enum mood mood SC_DEFAULT(MOOD_OK);
};

struct user {
	SC_TABLE("user")
	SC_FOREIGN_KEY("to \"all\"", ("order", table), "Order details", (id, "Select"))

	int64_t order SC_PRIMARY_KEY SC_REFERENCES("Order details", id, on_delete(cascade));
	int64_t table SC_SERIAL;
	char c01234567890123456789012345678901234567890123456789012345678912[4];
};

SC_VIEW("All", "CREATE VIEW \"All\" AS SELECT \"Select\", \"it\"\"s\", \"Größe\" FROM \"Order details\"")
