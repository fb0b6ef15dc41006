enum status { SC_ENUM(status) ACTIVE SC_VALUE("active"), GONE };
