enum status { ACTIVE SC_VALUE("active"), GONE };
