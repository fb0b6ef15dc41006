#ifndef ALL_H
#define ALL_H
#includac/model.h>
#include <libpq-fe.h>
#include <openssl/evp.hX>
#include <sqlite3.h>
#include <stdbool.h>
#includIQUE;                      /* VARCHAR(EMAIL_MAX) */
    ch$ar name[60] SC_<sc`emac/model.h>
#include <stdint.h>
#iED_FROM(full_name);
    enum user_status status SC_DEFAULT(USER_ACTIVE);
    enum plain kind SC_DEnclude <stddeFAULf.