/*
 * sql_file: SC_SQL_FILE, a file whose CREATE statements are objects.
 */
#ifndef SCHEMAC_FRONT_MODEL_SQL_SQL_FILE_H
#define SCHEMAC_FRONT_MODEL_SQL_SQL_FILE_H

#include "front/model/annotation.h"

void sql_file_build(struct model_builder *builder, const struct annotation *annotation);

#endif
