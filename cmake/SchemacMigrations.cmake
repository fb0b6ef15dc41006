#[=======================================================================[
add_schema_migrations: the build of a program knows its database schema.

  add_schema_migrations(<name> TARGET <target> MODELS <header>...
    [COLLECTION <label> HEADERS <header>...]...
    [VERSIONS <folder>...] [CONFIG <schemac.ini>] [DIALECTS sqlite|postgresql...] [URL <url>]
    [ON_DRIFT ERROR|WARN] [NO_EMIT] [NO_CHECK] [STRICT] [EMBED])

compares the annotated headers with the reviewed revisions, as part of the build:

  <name>_check      in ALL: runs `schemac check` when a header, what it includes, a compile flag of
                    <target>, a revision, the configuration or the git checkout has changed
  <name>_revision, <name>_review, <name>_upgrade, <name>_downgrade, and whatever else this schemac
                    has of merge, verify and status: that command, for these models
  <name>.drift, <name>.heads, <name>.verify   ctest tests (label schemac): the check, which here
                    writes nothing; that the revisions have one head; that they do what their
                    snapshots say

  COLLECTION more headers, which are compiled together, apart from MODELS and other collections
  VERSIONS   the folders of the revisions, over `version_locations` of the configuration
  CONFIG     the configuration; without it, schemac.ini beside CMakeLists.txt where there is one
  DIALECTS   over `dialects` of the configuration; EMBED links the runtime of each (none: sqlite)
  URL        the database of _upgrade and _downgrade, over `url` of the configuration
  ON_DRIFT   WARN: drift is a warning and the build goes on
  NO_EMIT    the check never writes a draft
  NO_CHECK   no check in the build and no test; the other targets only
  STRICT     <target> is built only after the check has passed
  EMBED      the reviewed revisions are compiled into <target>, with the runtime that applies them;
             "<name>_revisions.h" declares struct schemac_bundle <name>_revisions. The
             descriptors of the models (schemac/descriptor.h) are compiled in as well. STRICT is
             implied: there is no bundle of what nobody has reviewed

Paths are relative to the current source folder, and the commands run there. The flags come from
<target>: include folders, definitions, the C standard. SCHEMAC_EXECUTABLE, a path or an imported
target, is the schemac to run, as a cross build needs it; else it is that of this build or package.
#]=======================================================================]

include_guard(GLOBAL)

# A consumer's older policies would make the check run in every build (CMP0116).
cmake_policy(PUSH)
cmake_policy(VERSION 3.20)

function(add_schema_migrations name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "NO_EMIT;NO_CHECK;STRICT;EMBED"
    "TARGET;CONFIG;URL;ON_DRIFT" "MODELS;COLLECTION;VERSIONS;DIALECTS")
  _schemac_refuse_mistakes("add_schema_migrations(${name})")
  foreach(paths IN ITEMS MODELS VERSIONS CONFIG)
    list(TRANSFORM arg_${paths} REPLACE "^([^/].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
  endforeach()
  if(NOT arg_CONFIG AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/schemac.ini)
    set(arg_CONFIG ${CMAKE_CURRENT_SOURCE_DIR}/schemac.ini)
  endif()

  _schemac_tool(tool)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/schemac/${name})
  _schemac_write_flags(${arg_TARGET} ${folder} flags)
  set(settings "")
  if(arg_CONFIG)
    list(APPEND settings -c ${arg_CONFIG})
  endif()
  if(NOT arg_VERSIONS AND NOT arg_CONFIG)
    set(arg_VERSIONS ${CMAKE_CURRENT_SOURCE_DIR}/versions)
  endif()
  if(arg_VERSIONS)
    # as schemac.ini writes a path with a blank
    list(JOIN arg_VERSIONS "\" \"" versions)
    string(REPLACE "$" "$$" versions "${versions}")
    list(APPEND settings -x "version_locations=\"${versions}\"")
  endif()
  if(arg_DIALECTS)
    list(JOIN arg_DIALECTS " " dialects)
    list(APPEND settings -x "dialects=${dialects}")
  endif()
  if(CMAKE_COLOR_DIAGNOSTICS)
    list(APPEND settings --color=always)
  endif()
  # A file for each configuration, where a generator has several.
  set(of_config "")
  get_property(multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi)
    set(of_config "-$<CONFIG>")
  endif()
  _schemac_compile_collections(metadata)
  set(models @${flags} ${arg_MODELS} ${metadata})

  if(NOT arg_NO_CHECK)
    _schemac_add_check()
  endif()
  _schemac_add_commands()
  if(arg_EMBED)
    _schemac_embed()
  endif()

  # For <schemac/model.h>. By property: where a consumer has used target_link_libraries without a
  # keyword, CMake takes none from us.
  set_property(TARGET ${arg_TARGET} APPEND PROPERTY INCLUDE_DIRECTORIES
    $<TARGET_PROPERTY:schemac::model,INTERFACE_INCLUDE_DIRECTORIES>)
endfunction()

# The functions below are parts of the one above and read its variables.

function(_schemac_refuse_mistakes call)
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${call}: unknown argument ${arg_UNPARSED_ARGUMENTS}")
  elseif(arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "${call}: no value for ${arg_KEYWORDS_MISSING_VALUES}")
  elseif(NOT TARGET "${arg_TARGET}")
    message(FATAL_ERROR "${call}: TARGET must name the target that the models are part of")
  elseif(NOT arg_MODELS AND NOT arg_COLLECTION)
    message(FATAL_ERROR "${call}: MODELS must name the annotated headers")
  elseif(arg_COLLECTION AND NOT arg_COLLECTION MATCHES "^[^;]+;HEADERS;")
    message(FATAL_ERROR "${call}: COLLECTION <label> HEADERS <header>... is expected")
  elseif(arg_ON_DRIFT AND NOT arg_ON_DRIFT MATCHES "^(ERROR|WARN)$")
    message(FATAL_ERROR "${call}: ON_DRIFT is ERROR or WARN, not ${arg_ON_DRIFT}")
  elseif(NOT CMAKE_C_COMPILER)
    message(FATAL_ERROR "${call}: the models are read with a C compiler: enable the language C")
  endif()
  foreach(dialect IN LISTS arg_DIALECTS)
    if(NOT dialect MATCHES "^(sqlite|postgresql)$")
      message(FATAL_ERROR "${call}: DIALECTS are sqlite and postgresql, not ${dialect}")
    endif()
  endforeach()
  get_property(multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi AND CMAKE_VERSION VERSION_LESS 3.21)
    message(FATAL_ERROR "${call}: a generator for several configurations takes CMake 3.21")
  endif()
endfunction()

# Sets <out> to the schemac of this build, and <out>_command to what runs it with this build's compiler.
function(_schemac_tool out)
  set(tool schemac::schemac)
  if(SCHEMAC_EXECUTABLE)
    set(tool ${SCHEMAC_EXECUTABLE})
  elseif(CMAKE_CROSSCOMPILING)
    message(FATAL_ERROR "this schemac is one for the target machine: set SCHEMAC_EXECUTABLE to the "
      "schemac of the machine that builds")
  endif()
  if(TARGET ${tool})
    set(tool $<TARGET_FILE:${tool}>)
  endif()
  set(compiler ${CMAKE_C_COMPILER} ${CMAKE_C_COMPILER_ARG1})
  if(CMAKE_C_COMPILER_TARGET)
    list(APPEND compiler --target=${CMAKE_C_COMPILER_TARGET})
  endif()
  if(CMAKE_SYSROOT)
    list(APPEND compiler --sysroot=${CMAKE_SYSROOT})
  endif()
  list(JOIN compiler " " compiler)
  set(${out} ${tool} PARENT_SCOPE)
  set(${out}_command ${CMAKE_COMMAND} -E env "CC=${compiler}" ${tool} PARENT_SCOPE)
endfunction()

# Writes a response file with the flags that <target> compiles C with, and sets <out> to its path.
# Only in a file that is made for one language do the $<COMPILE_LANGUAGE:C> parts evaluate.
function(_schemac_write_flags target folder out)
  set(property "TARGET_PROPERTY:${target}")
  separate_arguments(global NATIVE_COMMAND "${CMAKE_C_FLAGS}")
  list(FILTER global INCLUDE REGEX "^-([DUI].|std=)")
  set(content "")
  _schemac_add_flags("" "${global}")
  foreach(standard IN ITEMS 90 99 11 17 23)
    string(CONCAT option "$<IF:$<IN_LIST:$<${property},C_EXTENSIONS>,OFF;NO;FALSE;N;0>,"
      "${CMAKE_C${standard}_STANDARD_COMPILE_OPTION},"
      "${CMAKE_C${standard}_EXTENSION_COMPILE_OPTION}>")
    _schemac_add_flags("" "$<$<STREQUAL:$<${property},C_STANDARD>,${standard}>:${option}>")
  endforeach()
  _schemac_add_flags("" "$<FILTER:$<${property},COMPILE_OPTIONS>,INCLUDE,^-([DUI].|std=)>")
  _schemac_add_flags(-D "$<${property},COMPILE_DEFINITIONS>")
  _schemac_add_flags(-I "$<${property},INCLUDE_DIRECTORIES>")
  set(file ${folder}/flags-$<CONFIG>)
  # TARGET last: before CONTENT it crashes CMake 3.25
  file(GENERATE OUTPUT ${file}-$<COMPILE_LANGUAGE>.rsp CONTENT "${content}" TARGET ${target})
  set(${out} ${file}-C.rsp PARENT_SCOPE)
endfunction()

# Appends the items of a list, each with its prefix, quoted, on a line of its own.
function(_schemac_add_flags prefix list)
  set(content "${content}$<$<BOOL:${list}>:'${prefix}$<JOIN:${list},'\n'${prefix}>'\n>" PARENT_SCOPE)
endfunction()

# Compiles each collection and sets <out> to the metadata. One target makes them all: were they files
# that several targets depend on, Makefiles would make them at once.
function(_schemac_compile_collections out)
  # "a HEADERS x.h b HEADERS y.h" is "|a x.h |b y.h"
  string(REGEX REPLACE "([^;]+);HEADERS" "|\\1" items "${arg_COLLECTION}")
  foreach(item IN LISTS items)
    if(item MATCHES "^[|](.*)$")
      set(label ${CMAKE_MATCH_1})
      list(APPEND labels ${label})
    else()
      get_filename_component(header ${item} ABSOLUTE)
      list(APPEND headers_${label} ${header})
    endif()
  endforeach()
  set(made "")
  foreach(label IN LISTS labels)
    set(json ${folder}/${label}${of_config}.json)
    _schemac_forget_depends(${name}_models forget)
    add_custom_command(OUTPUT ${json} ${forget}
      COMMAND ${tool_command} compile ${settings} --depfile ${json}.d -o ${json} @${flags}
        ${headers_${label}}
      COMMAND ${CMAKE_COMMAND} -E touch ${json}
      DEPFILE ${json}.d DEPENDS ${tool} ${flags} ${headers_${label}}
      WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
      COMMENT "Compiling the models of ${name}: ${label}" VERBATIM)
    list(APPEND made ${json})
  endforeach()
  if(made)
    add_custom_target(${name}_models DEPENDS ${made})
  endif()
  set(${out} ${made} PARENT_SCOPE)
endfunction()

function(_schemac_after_collections target)
  if(TARGET ${name}_models)
    add_dependencies(${target} ${name}_models)
  endif()
endfunction()

# The stamp is a witness, always new after a check that passed. versions/ is no output: `clean`
# would delete it.
function(_schemac_add_check)
  set(check ${tool_command} check ${settings})
  if(arg_ON_DRIFT STREQUAL WARN)
    list(APPEND check -x on_drift=warn)
  endif()
  set(stamp ${folder}/check${of_config}.stamp)
  set(depfile ${folder}/check${of_config}.d)
  _schemac_forget_depends(${name}_check forget)
  add_custom_command(OUTPUT ${stamp} ${forget}
    COMMAND ${check} $<$<BOOL:${arg_NO_EMIT}>:--frozen> --depfile ${depfile} --stamp ${stamp} ${models}
    DEPFILE ${depfile} DEPENDS ${tool} ${flags} ${arg_MODELS} ${metadata}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    COMMENT "Checking the schema of ${name}" VERBATIM COMMAND_EXPAND_LISTS)
  add_custom_target(${name}_check ALL DEPENDS ${stamp})
  _schemac_after_collections(${name}_check)
  if(arg_STRICT)
    add_dependencies(${arg_TARGET} ${name}_check)
  endif()
  add_test(NAME ${name}.drift COMMAND ${check} --frozen ${models}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  add_test(NAME ${name}.heads COMMAND ${tool} heads ${settings} --color=never
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  add_test(NAME ${name}.verify COMMAND ${tool} verify ${settings} --color=never
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  set_tests_properties(${name}.drift ${name}.heads ${name}.verify PROPERTIES LABELS schemac)
  # nothing, or one line
  set_tests_properties(${name}.heads PROPERTIES PASS_REGULAR_EXPRESSION "^([^\n]*\\(head\\)[^\n]*\n)?$")
endfunction()

# Makefile generators append to the depfile's contents of earlier builds (cmDependsCompiler.cxx, seen in
# CMake 3.25), so that a deleted revision would run the command for ever: sets <out> to a command that
# takes away what <target> remembers.
function(_schemac_forget_depends target out)
  set(${out} "" PARENT_SCOPE)
  if(CMAKE_GENERATOR MATCHES "Makefiles")
    set(${out} COMMAND ${CMAKE_COMMAND} -E rm -f
      ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/compiler_depend.internal PARENT_SCOPE)
  endif()
endfunction()

# A target for each command that this schemac has.
function(_schemac_add_commands)
  set(database "")
  if(arg_URL)
    set(database --url ${arg_URL})
  endif()
  set(revision --autogenerate ${models})
  set(upgrade ${database} head)
  set(downgrade ${database} -1)
  set(verify ${database})
  set(status ${database} ${models})
  set(review "")
  set(merge "")
  get_property(commands GLOBAL PROPERTY SCHEMAC_COMMANDS)
  foreach(command IN ITEMS revision review upgrade downgrade merge verify status)
    if(command IN_LIST commands)
      add_custom_target(${name}_${command} COMMAND ${tool_command} ${command} ${settings} ${${command}}
        DEPENDS ${tool} ${flags} WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
        USES_TERMINAL VERBATIM)
      _schemac_after_collections(${name}_${command})
    endif()
  endforeach()
endfunction()

# The bundle and the descriptors are a library of their own, with the flags of the target and without its
# warnings. The bundle's header is not declared: it stays as it is while its text does, which Ninja would
# never settle on.
function(_schemac_embed)
  set(bundle ${folder}/${name}_revisions.c)
  _schemac_forget_depends(${name}_bundle forget)
  add_custom_command(OUTPUT ${bundle} ${forget}
    COMMAND ${tool} embed ${settings} --bundle-name ${name} --depfile ${bundle}.d
      --header ${folder}/${name}_revisions.h -o ${bundle}
    # always new, else Makefiles would run this for ever
    COMMAND ${CMAKE_COMMAND} -E touch ${bundle}
    DEPFILE ${bundle}.d DEPENDS ${tool} WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    COMMENT "Embedding the revisions of ${name}" VERBATIM)
  set(descriptors ${folder}/${name}_models${of_config}.c)
  add_custom_command(OUTPUT ${descriptors} ${forget}
    COMMAND ${tool_command} compile ${settings} --emit=c --depfile ${descriptors}.d -o ${descriptors}
      ${models}
    COMMAND ${CMAKE_COMMAND} -E touch ${descriptors}
    DEPFILE ${descriptors}.d DEPENDS ${tool} ${flags} ${arg_MODELS} ${metadata}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    COMMENT "Describing the models of ${name}" VERBATIM)
  add_library(${name}_bundle OBJECT ${bundle} ${descriptors})
  _schemac_after_collections(${name}_bundle)
  if(TARGET ${name}_check)
    # a draft is an error of the check, not one more of the bundle
    add_dependencies(${name}_bundle ${name}_check)
  endif()
  set_target_properties(${name}_bundle PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(${name}_bundle PRIVATE schemac::runtime)
  foreach(of_target IN ITEMS INCLUDE_DIRECTORIES COMPILE_DEFINITIONS COMPILE_OPTIONS)
    set_property(TARGET ${name}_bundle APPEND PROPERTY ${of_target}
      $<TARGET_PROPERTY:${arg_TARGET},${of_target}>)
  endforeach()
  target_compile_options(${name}_bundle PRIVATE -w)
  target_sources(${arg_TARGET} PRIVATE $<TARGET_OBJECTS:${name}_bundle>)
  set_property(TARGET ${arg_TARGET} APPEND PROPERTY INCLUDE_DIRECTORIES ${folder})

  set(dialects ${arg_DIALECTS})
  if(NOT dialects)
    set(dialects sqlite)
  endif()
  foreach(dialect IN LISTS dialects)
    set_property(TARGET ${arg_TARGET} APPEND PROPERTY LINK_LIBRARIES schemac::runtime_${dialect})
    set_property(TARGET ${arg_TARGET} APPEND PROPERTY INTERFACE_LINK_LIBRARIES
      $<LINK_ONLY:schemac::runtime_${dialect}>)
  endforeach()
endfunction()

cmake_policy(POP)
