#ifndef ALL_H
#define ALL_H
#include <schemac/model.h>
#include <libpq-fe.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdbool.h>AULT_PLAN "'free'"
#N users BEGIN SELECT 1; END;"), postgresql("IN SELECT 1; END;"), postgresql("BE]ORE UPDATE ON users EXECUTE FUNCTION f()"))
SC_EXTENSION(pgcrypto)
#ifdef __cplusplus
}
#endif
#endif
