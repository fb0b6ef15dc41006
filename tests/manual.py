#!/usr/bin/env python3
"""The manual defines everything that a user can write: options, warnings, markers, keys, directives,
arguments and targets of CMake and Make, functions. The words come from the tables and sources of the tool.

	tests/manual.py MANUAL SOURCE PROGRAM

MANUAL   the folder in which schemac-manual printed pages
SOURCE   the folder of schemac: tool/, cmake/ and make/
PROGRAM  the schemac whose manual it is
"""
import pathlib
import re
import subprocess
import sys

manual, source, program = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
failed = 0


def fail(text):
	global failed
	failed = 1
	print(text)


def read(pattern):
	"""The files that match, as one text: a table may move to a different file of its folder."""
	return "\n".join(path.read_text() for path in sorted(source.glob(pattern)))


def plain(roff):
	"""A line of a printed page without its escapes."""
	return re.sub(r"\\f[BIR]", "", roff).replace("\\-", "-").replace("\\e", "\\")


def defined(page):
	"""The terms that a page defines: the tags of a printed page, the code before ': ' of a Markdown page."""
	markdown = source / f"tool/man/{page}.md"
	if not markdown.exists():
		text = (manual / f"man{page[-1]}/{page}").read_text()
		return [plain(tag) for tag in re.findall(r"^\.TP\n(.*)", text, re.M)]
	lines = re.findall(r"^(`.*)\n: ", markdown.read_text(), re.M)
	return [term for line in lines for term in re.findall(r"`([^`]+)`", line)]


def require(page, words):
	"""Each word starts a term of the page, or is one of several in a term, as in '-x, --set=KEY=VALUE'."""
	words = list(dict.fromkeys(words))
	if not words:
		fail(f"{page}: nothing found that it should define")
	terms = defined(page)
	for word in words:
		# The argument of -I is written without a space.
		end = r"(?![a-z-])" if re.fullmatch("-[A-Z]", word) else r"(?![\w-])"
		pattern = re.compile(r"(^|, )" + re.escape(word) + end)
		if not any(pattern.search(term) for term in terms):
			fail(f"{page}: {word} is not defined")


def help_of(*words):
	return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def options(text):
	found = re.findall(r"^  (?:(-\w), |    )(--[a-z-]+)", text, re.M)
	return [name for pair in found for name in pair if name] + re.findall(r"^  (-[A-Z]|-[a-z]+)(?=[A-Z= ])", text, re.M)


def check_commands():
	overview = help_of("help")
	commands = re.findall(r"^  ([a-z-]+) ", overview.split("commands:")[1].split("exit status")[0], re.M)
	if len(commands) < 20:
		fail(f"too few commands: {commands}")
	require("schemac.1", commands)
	for command in commands:
		own, common = help_of("help", command).split("options of every command:")
		if "\noptions:\n" in own:
			require(f"schemac-{command}.1", options(own.split("\noptions:\n")[1]))
	require("schemac.1", options(common))
	variables = [name for path in (source / "tool").rglob("*.c")
		for name in re.findall(r'\b(?:getenv|is_set)\("([A-Z_]+)"', path.read_text())]
	require("schemac.1", variables)


def check_configuration():
	keys = read("tool/config/*.c")
	page = (manual / "man5/schemac.ini.5").read_text()
	for section in re.findall(r'^\t\{"(\w+)",(?: "|\n)', keys.split("config_sections[] = {")[1].split("\n};")[0], re.M):
		if f'.SH "[{section}]"' not in page:
			fail(f"schemac.ini.5: [{section}] has no section")
	table = keys.split("config_keys[] = {")[1].split("\n};")[0]
	words = re.findall(r"^\t[A-Z]+\((\w+),", table, re.M)
	words += re.findall(r'^\t(?:\{"schemac", |[A-Z]+\()"([\w.*]+)",', table, re.M)
	if len(words) < 35:
		fail(f"too few keys: {words}")
	require("schemac.ini.5", words)


def check_revision():
	page = "schemac-revision.5"
	require(page, (f"-- {key}:" for key in re.findall(r'^\t\[KEY_\w+\] = "(\w+)"', read("tool/rev/file/*.c"), re.M)))
	directives = re.findall(r'^\t\{"([a-z-]+)", (?:true|false), read_', read("tool/rev/file/*.c"), re.M)
	require(page, (f"-- schemac: {name}" for name in directives))
	snapshot = read("tool/rev/file/*.c")
	require(page, (f'"{key}"' for key in re.findall(r'strcmp\(key, "(\w+)"\)', snapshot)))
	hints = re.findall(r'\baccept\(\w+, "([a-z]+)"\)', read("tool/diff/hints*.c"))
	if sorted(set(hints)) != ["column", "drop", "keep", "rename", "renumber", "table"]:
		fail(f"hints: different words than expected: {hints}")
	require(page, (f"{verb} {noun}" for verb in ("rename", "drop") for noun in ("table", "column")))
	require(page, ("renumber column", "keep column"))


def check_cmake():
	page = "schemac-cmake.7"
	text = read("cmake/SchemacMigrations.cmake")
	keywords = re.findall(r"^  set\((?:flag|value|list)_keywords ([A-Z_ ]+)\)", text, re.M)
	if len(keywords) != 3:
		fail(f"the keywords of add_schema_migrations are not found: {keywords}")
	require(page, (word for words in [*keywords, "HEADERS"] for word in words.split()))
	targets = re.findall(r"add_(?:custom_target|library)\(\$\{name\}_(\w+)", text)
	targets += re.search(r"foreach\(command IN ITEMS ([a-z ]+)\)", text)[1].split()
	require(page, (f"NAME_{target}" for target in targets))
	require(page, (f"NAME.{test}" for test in re.findall(r"add_test\(NAME \$\{name\}\.(\w+)", text)))
	require(page, re.findall(r"if\((SCHEMAC_[A-Z_]+)\)", text))
	require(page, (f"schemac::{name}" for name in re.findall(r"\bschemac(?:-[a-z-]+)?:(\w+)", read("cmake/CMakeLists.txt"))))
	own = [name for path in ("CMakeLists.txt", "tool/CMakeLists.txt", "tests/CMakeLists.txt")
		for name in re.findall(r"^\s*option\((SCHEMAC_\w+)", read(path), re.M)]
	require(page, own)


def check_make():
	page = "schemac-make.7"
	text = read("make/schemac.mk.in")
	require(page, re.findall(r"\b(SCHEMAC?_[A-Z]+|SCHEMAC)\b", text))
	targets = re.search(r"\$\(filter ([a-z ]+),@commands@\)", text)[1].split()
	require(page, (f"schema-{target}" for target in ["check", *targets]))


def check_runtime():
	page = "schemac-runtime.3"
	for header in ("runtime.h", "descriptor.h"):
		text = re.sub(r"/\*.*?\*/", "", read(f"tool/include/schemac/{header}"), flags=re.S)
		require(page, re.findall(r"^struct (?:schemac_\w+) (?=\{)|^enum (?:schemac_\w+) (?=\{)", text, re.M)
			and [f"{kind} {name}" for kind, name in re.findall(r"^(struct|enum) (schemac_\w+) \{", text, re.M)])
		names = [name for body in re.findall(r"^enum schemac_\w+ \{(.*?)\}", text, re.S | re.M)
			for name in re.findall(r"\bSCHEMAC_\w+", body)]
		require(page, names + re.findall(r"^#define (SCHEMAC_(?!RUNTIME_H|DESCRIPTOR_H)\w+)", text, re.M))
		functions = re.findall(r"\b(schemac_\w+)\((?=struct|void|const)", re.sub(r"\(\*\w+\)", "", text))
		if header == "runtime.h":
			require(page, functions)
		# Every field of a struct is described in the definition of the struct.
		definitions = re.split(r"^(?=`.*\n: |#)", read(f"tool/man/{page}.md"), flags=re.M)
		for struct, body in re.findall(r"^struct (schemac_\w+) \{(.*?)^\}", text, re.S | re.M):
			definition = next((d for d in definitions if d.startswith(f"`struct {struct}`")), "")
			words = re.findall(r"`([^`]+)`", definition)
			for plain_field, function in re.findall(r"(\w+)(?:\[\w+\])*;|\(\*(\w+)\)\(", body):
				if (plain_field or function) not in words:
					fail(f"{page}: field {plain_field or function} of struct {struct} is not described")


require("schemac-warnings.7", re.findall(r'^DIAG\(\w+, "([a-z-]+)"', read("tool/diag/ids.def"), re.M))
require("schemac-model.7", (f"SC_{name}" for name in re.findall(r"^MARKER\((\w+),", read("tool/front/**/marker.def"), re.M)))
check_commands()
check_configuration()
check_revision()
check_cmake()
check_make()
check_runtime()
sys.exit(failed)
