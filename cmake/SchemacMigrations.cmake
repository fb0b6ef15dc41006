#[=======================================================================[
add_schema_migrations: check the database schema as part of a program's build.

  add_schema_migrations(<name> TARGET <target> MODELS <header>...
    [COLLECTION <label> HEADERS <header>...]...
    [VERSIONS <folder>...] [CONFIG <schemac.ini>] [DIALECTS sqlite|postgresql...] [URL <url>]
    [ON_DRIFT ERROR|WARN] [NO_EMIT] [NO_CHECK] [STRICT] [EMBED])

compares the annotated headers with the reviewed revisions. It adds these targets and tests:

  <name>_check      part of ALL: runs `schemac check` after a change to a header, a file that a
                    header includes, a compile flag of <target>, a revision, the configuration or
                    the git checkout
  <name>_revision, <name>_review, <name>_upgrade, <name>_downgrade, <name>_merge, <name>_verify,
  <name>_status     run this command for these models, if this schemac has the command
  <name>.drift, <name>.heads, <name>.verify   ctest tests with the label schemac: the check, without
                    writing a draft; there is at most one head; each revision leads to its snapshot

  COLLECTION more headers that are compiled together, separately from MODELS and other collections
  VERSIONS   the folders of the revisions; overrides `version_locations` of the configuration
  CONFIG     the configuration; default: schemac.ini beside CMakeLists.txt, if it exists
  DIALECTS   overrides `dialects` of the configuration; EMBED links the runtime for each dialect
             (default: sqlite)
  URL        the database of _upgrade and _downgrade; overrides `url` of the configuration
  ON_DRIFT   WARN: drift is a warning and the build continues
  NO_EMIT    the check never writes a draft
  NO_CHECK   neither the check nor the tests are added
  STRICT     <target> is not built until the check has passed
  EMBED      compiles the reviewed revisions into <target> and links the runtime that applies them;
             "<name>_revisions.h" declares struct schemac_bundle <name>_revisions. The descriptors
             of the models (schemac/descriptor.h) are compiled in as well. EMBED implies STRICT,
             because only reviewed revisions can be embedded

Paths are relative to the current source folder, where the commands also run. Include folders,
definitions and the C standard are those of <target>. SCHEMAC_EXECUTABLE is a path or an imported
target: the schemac to run, which a cross build must set. The default is the schemac of this build
or package.
#]=======================================================================]

include_guard(GLOBAL)

# With a project's older policies the check would run in every build (CMP0116).
cmake_policy(PUSH)
cmake_policy(VERSION 3.20)

function(add_schema_migrations name)
  set(flag_keywords NO_EMIT NO_CHECK STRICT EMBED)
  set(value_keywords TARGET CONFIG URL ON_DRIFT)
  set(list_keywords MODELS COLLECTION VERSIONS DIALECTS)
  cmake_parse_arguments(PARSE_ARGV 1 arg "${flag_keywords}" "${value_keywords}" "${list_keywords}")
  _schemac_check_arguments("add_schema_migrations(${name})" ${ARGN})
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
    # schemac.ini quotes a path that contains a space
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
  # A multi-config generator needs one file per configuration.
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

  # For <schemac/model.h>. This sets the property because CMake refuses target_link_libraries with a
  # keyword if the project has called it without one.
  set_property(TARGET ${arg_TARGET} APPEND PROPERTY INCLUDE_DIRECTORIES
    $<TARGET_PROPERTY:schemac::model,INTERFACE_INCLUDE_DIRECTORIES>)
endfunction()

# The functions below are parts of add_schema_migrations and read its variables.

# Reports the first error in the arguments of <call>: one sentence that quotes the argument and
# gives the remedy.
function(_schemac_check_arguments call)
  set(keywords ${flag_keywords} ${value_keywords} ${list_keywords} HEADERS)
  if(name IN_LIST keywords)
    message(FATAL_ERROR "${call}: '${name}' is a keyword; the first argument is a name for the targets")
  endif()
  _schemac_check_keywords("${call}" ${ARGN})
  _schemac_check_target("${call}")
  if(NOT arg_MODELS AND NOT arg_COLLECTION)
    message(FATAL_ERROR "${call}: there are no models; add MODELS with the annotated headers")
  elseif(arg_COLLECTION AND NOT arg_COLLECTION MATCHES "^[^;]+;HEADERS;")
    list(GET arg_COLLECTION 0 label)
    message(FATAL_ERROR "${call}: collection '${label}' has no headers; write COLLECTION <label> HEADERS "
      "<header>...")
  elseif(arg_ON_DRIFT AND NOT arg_ON_DRIFT MATCHES "^(ERROR|WARN)$")
    message(FATAL_ERROR "${call}: ON_DRIFT cannot be '${arg_ON_DRIFT}'; use ERROR or WARN")
  elseif(NOT CMAKE_C_COMPILER)
    message(FATAL_ERROR "${call}: models need a C compiler; enable the language C in project()")
  endif()
  foreach(dialect IN LISTS arg_DIALECTS)
    if(NOT dialect MATCHES "^(sqlite|postgresql)$")
      message(FATAL_ERROR "${call}: unknown dialect '${dialect}'; use sqlite or postgresql")
    endif()
  endforeach()
  get_property(multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi AND CMAKE_VERSION VERSION_LESS 3.21)
    message(FATAL_ERROR "${call}: '${CMAKE_GENERATOR}' needs CMake 3.21 or newer; use a generator with one "
      "configuration")
  endif()
  _schemac_check_name("${call}")
endfunction()

# Reports a keyword that is unknown, has no value, or is repeated. cmake_parse_arguments mistakes an
# unknown keyword for a value of the preceding list.
function(_schemac_check_keywords call)
  set(words ${arg_UNPARSED_ARGUMENTS})
  foreach(word IN LISTS arg_MODELS arg_VERSIONS arg_DIALECTS arg_COLLECTION)
    if(word MATCHES "^[A-Z][A-Z_]+$" AND NOT word STREQUAL HEADERS
        AND NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${word})
      _schemac_find_similar(${word} similar ${keywords})
      if(similar OR NOT word IN_LIST arg_COLLECTION)
        list(APPEND words ${word})
      endif()
    endif()
  endforeach()
  if(words)
    list(GET words 0 word)
    string(TOUPPER "${word}" upper)
    _schemac_find_similar("${upper}" similar ${keywords})
    if(similar)
      message(FATAL_ERROR "${call}: unknown argument '${word}'; did you mean '${similar}'?")
    endif()
    list(JOIN keywords ", " keywords)
    message(FATAL_ERROR "${call}: unknown argument '${word}'; the keywords are ${keywords}")
  endif()
  foreach(keyword IN LISTS arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "${call}: '${keyword}' has no value; write a value after it or remove it")
  endforeach()
  foreach(keyword IN LISTS value_keywords)
    set(found ${ARGN})
    list(FILTER found INCLUDE REGEX "^${keyword}$")
    list(LENGTH found count)
    if(count GREATER 1)
      message(FATAL_ERROR "${call}: '${keyword}' is given ${count} times; keep one of them")
    endif()
  endforeach()
endfunction()

# Reports a TARGET whose properties cannot be read or changed.
function(_schemac_check_target call)
  if(NOT arg_TARGET)
    message(FATAL_ERROR "${call}: there is no TARGET; add TARGET with the target that the models belong to")
  elseif(NOT TARGET "${arg_TARGET}")
    get_property(targets DIRECTORY PROPERTY BUILDSYSTEM_TARGETS)
    _schemac_find_similar("${arg_TARGET}" similar ${targets})
    if(similar)
      message(FATAL_ERROR "${call}: there is no target '${arg_TARGET}'; did you mean '${similar}'?")
    endif()
    message(FATAL_ERROR "${call}: there is no target '${arg_TARGET}'; add it before this call")
  endif()
  get_target_property(aliased ${arg_TARGET} ALIASED_TARGET)
  get_target_property(imported ${arg_TARGET} IMPORTED)
  if(aliased)
    message(FATAL_ERROR "${call}: target '${arg_TARGET}' is an alias; use '${aliased}'")
  elseif(imported)
    message(FATAL_ERROR "${call}: target '${arg_TARGET}' is imported; use a target of this project")
  endif()
endfunction()

# Reports a <name> that is already used by a different call or target; otherwise reserves it.
function(_schemac_check_name call)
  get_property(place GLOBAL PROPERTY SCHEMAC_PLACE_OF_${name})
  if(place)
    message(FATAL_ERROR "${call}: the name '${name}' is already used in ${place}; choose a different name")
  endif()
  get_property(suffixes GLOBAL PROPERTY SCHEMAC_COMMANDS)
  if(NOT arg_NO_CHECK)
    list(APPEND suffixes check)
  endif()
  if(arg_EMBED)
    list(APPEND suffixes bundle)
  endif()
  if(arg_COLLECTION)
    list(APPEND suffixes models)
  endif()
  foreach(suffix IN LISTS suffixes)
    if(TARGET ${name}_${suffix})
      message(FATAL_ERROR "${call}: target '${name}_${suffix}' already exists; choose a name other than "
        "'${name}'")
    endif()
  endforeach()
  set_property(GLOBAL PROPERTY SCHEMAC_PLACE_OF_${name} ${CMAKE_CURRENT_LIST_FILE})
endfunction()

# Sets <out> to the candidate (of the remaining arguments) with the fewest changed letters, or to ""
# if more than a third of the letters of <word> differ.
function(_schemac_find_similar word out)
  string(LENGTH "${word}" length)
  math(EXPR least "${length} / 3 + 1")
  set(similar "")
  foreach(candidate IN LISTS ARGN)
    _schemac_count_changes("${word}" "${candidate}" changes)
    if(changes LESS least)
      set(least ${changes})
      set(similar ${candidate})
    endif()
  endforeach()
  set(${out} "${similar}" PARENT_SCOPE)
endfunction()

# Sets <out> to the Levenshtein distance of two words.
function(_schemac_count_changes a b out)
  string(REGEX MATCHALL "." letters_a "${a}")
  string(REGEX MATCHALL "." letters_b "${b}")
  # the distances of the letters of <a> read so far to each prefix of <b>
  set(row 0)
  set(i 0)
  foreach(letter IN LISTS letters_b)
    math(EXPR i "${i} + 1")
    list(APPEND row ${i})
  endforeach()
  foreach(letter_a IN LISTS letters_a)
    list(GET row 0 diagonal)
    math(EXPR left "${diagonal} + 1")
    set(next ${left})
    set(i 0)
    foreach(letter_b IN LISTS letters_b)
      math(EXPR i "${i} + 1")
      list(GET row ${i} above)
      if(NOT letter_a STREQUAL letter_b)
        math(EXPR diagonal "${diagonal} + 1")
      endif()
      math(EXPR left "${left} + 1")
      math(EXPR inserted "${above} + 1")
      foreach(distance IN ITEMS ${diagonal} ${inserted})
        if(distance LESS left)
          set(left ${distance})
        endif()
      endforeach()
      list(APPEND next ${left})
      set(diagonal ${above})
    endforeach()
    set(row ${next})
  endforeach()
  list(GET row -1 distance)
  set(${out} ${distance} PARENT_SCOPE)
endfunction()

# Sets <out> to the schemac to run, and <out>_command to the command that runs it with this build's
# compiler.
function(_schemac_tool out)
  set(tool schemac::schemac)
  if(SCHEMAC_EXECUTABLE)
    set(tool ${SCHEMAC_EXECUTABLE})
  elseif(CMAKE_CROSSCOMPILING)
    message(FATAL_ERROR "add_schema_migrations(${name}): schemac is built for the target machine; set "
      "SCHEMAC_EXECUTABLE to a schemac that runs on this machine")
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

# Writes a response file with the flags that compile the C sources of <target>, and sets <out> to
# its path. The file name contains the language, because only then does CMake evaluate
# $<COMPILE_LANGUAGE:C> in the flags.
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
  # TARGET before CONTENT crashes CMake 3.25
  file(GENERATE OUTPUT ${file}-$<COMPILE_LANGUAGE>.rsp CONTENT "${content}" TARGET ${target})
  set(${out} ${file}-C.rsp PARENT_SCOPE)
endfunction()

# Appends the items of a list to the variable content: one quoted line per item, with the prefix.
function(_schemac_add_flags prefix list)
  set(content "${content}$<$<BOOL:${list}>:'${prefix}$<JOIN:${list},'\n'${prefix}>'\n>" PARENT_SCOPE)
endfunction()

# Compiles each collection and sets <out> to the metadata files. One target builds them all: if
# several targets depended on the files, Makefiles would run the commands several times in parallel.
function(_schemac_compile_collections out)
  # "a HEADERS x.h b HEADERS y.h" becomes "|a x.h |b y.h"
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
  set(files "")
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
    list(APPEND files ${json})
  endforeach()
  if(files)
    add_custom_target(${name}_models DEPENDS ${files})
  endif()
  set(${out} ${files} PARENT_SCOPE)
endfunction()

function(_schemac_after_collections target)
  if(TARGET ${name}_models)
    add_dependencies(${target} ${name}_models)
  endif()
endfunction()

# The check updates the stamp when it passes. The drafts are not declared as output, because `clean`
# would delete versions/.
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
  # no head or one head
  set_tests_properties(${name}.heads PROPERTIES PASS_REGULAR_EXPRESSION "^([^\n]*\\(head\\)[^\n]*\n)?$")
endfunction()

# Sets <out> to a command that deletes the dependencies recorded for <target>. Makefile generators
# keep those of earlier builds (cmDependsCompiler.cxx of CMake 3.25), so that the command would run
# in every build once a revision has been deleted.
function(_schemac_forget_depends target out)
  set(${out} "" PARENT_SCOPE)
  if(CMAKE_GENERATOR MATCHES "Makefiles")
    set(${out} COMMAND ${CMAKE_COMMAND} -E rm -f
      ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/compiler_depend.internal PARENT_SCOPE)
  endif()
endfunction()

# Adds a target for each command that this schemac has.
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

# Compiles the bundle and the descriptors in a separate object library, with the flags of the target
# but without its warnings. The bundle's header is not declared as output: schemac leaves it
# untouched if its text is unchanged, and Ninja would then run the command in every build.
function(_schemac_embed)
  set(bundle ${folder}/${name}_revisions.c)
  _schemac_forget_depends(${name}_bundle forget)
  add_custom_command(OUTPUT ${bundle} ${forget}
    COMMAND ${tool} embed ${settings} --bundle-name ${name} --depfile ${bundle}.d
      --header ${folder}/${name}_revisions.h -o ${bundle}
    # schemac leaves an unchanged file untouched; Makefiles would then run this in every build
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
    # so that the check reports a draft before the bundle does
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
