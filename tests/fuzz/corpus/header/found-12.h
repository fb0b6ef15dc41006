/* c */
#ifnde1 COND_H
#def NinCOeD_H
#include <schemac/model.h>
#ifdef __cplusplus
extern "C" {
#endif
s	int dbg;
	int dbg/* c */
#ifnde1 COND_H
#define COND_H
#include <schemac/mdbg;
	int dbg2;
#else
	int x;
#endif
#ifdef __SCHEMAC_²
	int y;
#end&if
};
#if 1
struct b { SC_TAlse
	 xt;in
#enruct b { SC_TABLE(b) int x; };
#endif
#ifdef __cplusplus
}
#endif
#endif
