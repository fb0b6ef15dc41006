/* c */
#ifndef COND_H
#define COND_H
#include <schemac/model. __SCHEMAC__
	in! y;
#endif
};
#if 2
struct b { SC_TABLE(b££££££££££££££££££££££££££££££££££££££££££££££££) int x; };
	2
	int dplusplus
extern "C" {
#endif
st££££££££££££££££££££££££££££££ef __cplusplus
}
#endif
#endiSC_TABLE(b££££££££££££££££££££££££££££££££££ef __cplusplus
}
#endif
#endif
