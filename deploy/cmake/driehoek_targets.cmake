# The three ways to make a target, and the one set of flags they share.

add_library(driehoek_flags INTERFACE)
target_compile_options(driehoek_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  # Designated initialisers that leave fields at their default are how we build values.
  -Wno-missing-field-initializers
  # GCC 12 sees strings of a std::variant uninitialised that are not; the sanitizers would find real ones.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<BOOL:${DRIEHOEK_WERROR}>:-Werror>)
if(DRIEHOEK_SANITIZE)
  string(REPLACE ";" "," _sanitizers "${DRIEHOEK_SANITIZE}")
  target_compile_options(driehoek_flags INTERFACE -fsanitize=${_sanitizers} -fno-omit-frame-pointer)
  target_link_options(driehoek_flags INTERFACE -fsanitize=${_sanitizers})
endif()
target_compile_options(driehoek_flags INTERFACE -fstack-protector-strong)
target_compile_definitions(driehoek_flags INTERFACE
  $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)

# driehoek_library(NAME [FAST] SRCS ... [DEPS ...] [PUBLIC_DEPS ...]): target driehoek_NAME, alias driehoek::NAME.
# PUBLIC_DEPS are what its headers need. Include paths are given from services/ and lti-adapter/.
# Where DRIEHOEK_SMALL is set a release is optimised for size, which halves the code that a server holds in memory;
# FAST is for what is bound by the processor.
function(driehoek_library name)
  cmake_parse_arguments(arg "FAST" "" "SRCS;DEPS;PUBLIC_DEPS" ${ARGN})
  set(target driehoek_${name})
  if(arg_SRCS)
    add_library(${target} STATIC ${arg_SRCS})
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/services ${CMAKE_SOURCE_DIR}/lti-adapter)
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC_DEPS} PRIVATE ${arg_DEPS} driehoek_flags)
    if(DRIEHOEK_SMALL AND NOT arg_FAST)
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Os>)
    endif()
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${CMAKE_SOURCE_DIR}/services ${CMAKE_SOURCE_DIR}/lti-adapter)
    target_link_libraries(${target} INTERFACE ${arg_PUBLIC_DEPS} ${arg_DEPS})
  endif()
  add_library(driehoek::${name} ALIAS ${target})
endfunction()

# driehoek_executable(NAME SRCS ... [DEPS ...]): a program NAME at the top of the build folder.
function(driehoek_executable name)
  cmake_parse_arguments(arg "" "" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${arg_SRCS})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/services ${CMAKE_SOURCE_DIR}/lti-adapter)
  target_link_libraries(${name} PRIVATE ${arg_DEPS} driehoek_flags)
endfunction()

# driehoek_test(NAME SRCS ... [DEPS ...] [TIMEOUT seconds]): a GoogleTest program, one ctest entry.
function(driehoek_test name)
  if(NOT DRIEHOEK_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "" "TIMEOUT" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${arg_SRCS})
  target_include_directories(${name} PRIVATE
    ${CMAKE_SOURCE_DIR}/services ${CMAKE_SOURCE_DIR}/lti-adapter ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${arg_DEPS} driehoek_flags GTest::gmock GTest::gtest GTest::gtest_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT}
    ENVIRONMENT "DRIEHOEK_SOURCE=${CMAKE_SOURCE_DIR};DRIEHOEK_BUILD=${CMAKE_BINARY_DIR}")
endfunction()
