#ifndef USER_H
#define USER_H

#include <schemac/model.h>
#include <stdint.h>

#include "limits_of_users.h"

struct user {
	SC_TABLE(users)

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char email[EMAIL_MAX + 1] SC_UNIQUE;
#ifdef WITH_BIO
	char *bio;
#endif
};

#endif
