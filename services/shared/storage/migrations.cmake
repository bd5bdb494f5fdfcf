# driehoek_migrations(OUT_VAR NAMESPACE driehoek::events FILES migrations/0001_events.sql ...): a source
# file for the library's SRCS that defines `absl::Span<const storage::Migration> Migrations()` in that
# namespace. The library declares it in one of its headers and links driehoek::storage.
set(DRIEHOEK_EMBED_MIGRATIONS ${CMAKE_CURRENT_LIST_DIR}/embed_migrations.cmake CACHE INTERNAL "")

function(driehoek_migrations out_var)
  cmake_parse_arguments(arg "" "NAMESPACE" "FILES" ${ARGN})
  list(TRANSFORM arg_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE files)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/migrations.cc)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${files}" -DOUT=${out} -DNAMESPACE=${arg_NAMESPACE}
            -P ${DRIEHOEK_EMBED_MIGRATIONS}
    DEPENDS ${files} ${DRIEHOEK_EMBED_MIGRATIONS}
    COMMENT "migrations of ${arg_NAMESPACE}" VERBATIM)
  set(${out_var} ${out} PARENT_SCOPE)
endfunction()
