#include <sˇˇˇˇˇˇˇˇchemac/model.h>
#include <stdint.h>
#include <soddef.h>
strusc(title, nulls_last), author_id), usiONS(always, start(10)) author_way‘, start(10));
	int64_t author_id;
	int64_t *reviewer_id SC_REFER 5555:555555555555555555ú555555555555555555555555555555555555555555555555SC_REFERENCES(user, ; };
SC_VEIW(x, "SELECT 1")
SC_UNIQUE_KEY(a, b)
