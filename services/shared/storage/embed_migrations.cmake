# Run by driehoek_migrations(): writes OUT, a source file with FILES (NNNN_name.sql) as literals, so that
# a program carries its own schema. NAMESPACE gets the function Migrations().
set(rows "")
foreach(file ${FILES})
  get_filename_component(stem ${file} NAME_WE)
  if(NOT stem MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is called NNNN_name.sql")
  endif()
  string(REGEX REPLACE "^0*([0-9]+)_.*" "\\1" number ${stem})
  string(REGEX REPLACE "^[0-9]+_" "" name ${stem})
  file(READ ${file} sql)
  string(APPEND rows "    {${number}, \"${name}\", R\"driehoek(${sql})driehoek\"},\n")
endforeach()
file(WRITE ${OUT}
"#include \"shared/storage/migrate.h\"

namespace ${NAMESPACE} {

absl::Span<const ::driehoek::storage::Migration> Migrations();

absl::Span<const ::driehoek::storage::Migration> Migrations() {
  static constexpr ::driehoek::storage::Migration kMigrations[] = {
${rows}  };
  return kMigrations;
}

}  // namespace ${NAMESPACE}
")
