#ifndef TEAM_H
#define TEAM_H

#include <schemac/model.h>
#include <stdint.h>

struct team {
	SC_TABLE(teams)

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char *name SC_NOT_NULL;
};

#endif
