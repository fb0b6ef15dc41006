#include <schemac/model.h>
#include <stdint.h>

enum mood {
	SC_ENUM(mood)
	MOOD_OK SC_VALUE("schön"),
	MOOD_ODD SC_VALUE("odd")
};

struct word {
	SC_TABLE(words, comment("Wörter"))
	SC_CHECK(words_check, "\"Größe\" <> 'ß' AND mood <> 'odd'")
	SC_INDEX(words_idx, on("lower(\"Größe\")"))

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char *size SC_NAME("Größe") SC_DEFAULT("'ö'");
	enum mood mood SC_DEFAULT(MOOD_OK);
	int32_t other_id SC_REFERENCES(others, id);
};

struct other {
	SC_TABLE(others)
	int32_t id SC_PRIMARY_KEY SC_SERIAL;
};

SC_VIEW(all_words, "CREATE VIEW all_words AS SELECT \"Größe\" FROM words")
