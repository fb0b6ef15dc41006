struct a {
	long id SC_PRIMARY_KEY;
};
