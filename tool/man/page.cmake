# A page of the manual from its Markdown source:
#
#	cmake -D lowdown=PROGRAM -D version=VERSION -D source=NAME.SECTION.md -D output=PAGE -P page.cmake
#
# Changes to lowdown's output: '-' is a minus, so that an option can be copied out of a terminal; code is
# bold, since a terminal has no other font for it; names are not hyphenated; tables have no lines.
get_filename_component(name ${source} NAME)
string(REGEX MATCH "^(.*)\\.([0-9])\\.md$" matched ${name})
if(NOT matched)
  message(FATAL_ERROR "${source}: a page of the manual is called NAME.SECTION.md")
endif()
execute_process(COMMAND ${lowdown} -s -t man --parse-no-intraemph --out-no-smarty
    -M title=${CMAKE_MATCH_1} -M section=${CMAKE_MATCH_2} -M "source=schemac ${version}" -M volume=schemac
    ${source}
  OUTPUT_VARIABLE page RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${source}: lowdown failed: ${status}")
endif()
string(REPLACE "-" "\\-" page "${page}")
string(REPLACE ".sp \\-" ".sp -" page "${page}")
string(REPLACE "\\-*\\- mode: troff; coding: utf\\-8 \\-*\\-" "-*- mode: troff; coding: utf-8 -*-" page "${page}")
string(REPLACE " expand allbox;" ";" page "${page}")
string(REGEX REPLACE "\n(\\.TH [^\n]*\n)" "\n.nr HY 0\n\\1.ad l\n" page "${page}")
string(REPLACE "\\fC" "\\fB" page "${page}")
string(REGEX REPLACE "(\n\\.S[HS])\n" "\\1 " page "${page}")
file(WRITE ${output} "${page}")
