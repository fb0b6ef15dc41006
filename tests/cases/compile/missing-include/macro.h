#define ID long id SC_PRIMARY_KEY
#define TABLE(x) SC_TABLE(x)
struct a {
	TABLE(a)
	ID;
};
