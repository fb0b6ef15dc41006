#include "a.h"
#include <schemac/model.h>

struct post {
	SC_TABLE(posts)
	long id SC_PRIMARY_KEY;
	long author_id SC_REFERENCES(users, id);
};
