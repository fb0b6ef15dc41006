/* c */
#ifndef COND_H
#define COND_H
#include <schemac/model.h>
#ifdef __cplusplus
extern "C" {
#endif
struct a {
	SC_TABLE(a)
	int id;
#if defined(DEBUG) || \
	1
	int dbg;
	int dbg2;
#else
	int x;
#endif
#ifdef __SCHEMAC__
	int y;
#endif
};
#if 1
struct b { SC_TABLE(b) int x; };
#endif
#ifdef __cplusplus
}
#endif
#endif
