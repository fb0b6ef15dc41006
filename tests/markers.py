#!/usr/bin/env python3
"""Every marker and every option of a marker has a golden case and is in the manual.

	tests/markers.py SCHEMAC TOOL CASES

SCHEMAC  the program
TOOL     the folder tool/: front/ knows the options, man/schemac-model.7.md promises them
CASES    tests/cases: what a header there says counts where schemac compiles it without a mistake
"""
import collections
import pathlib
import re
import subprocess
import sys

schemac, tool, cases = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])

# Literals, comments and words, as far as arguments of markers need them.
TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|/\*.*?\*/|//[^\n]*|\w+|\S', re.S)


def promised():
	"""(markers, options) of each definition of the manual: a line of code, then a paragraph after ': '."""
	page = (tool / "man/schemac-model.7.md").read_text().split("# MARKERS OF A TABLE")[1]
	groups = []
	for terms, body in re.findall(r"^(`SC_.*`)\n: ((?:.+\n)+)", page.split("# EXISTING ROWS")[0], re.M):
		options = re.findall(r"`([a-z_]+)\b", body)
		for term in re.findall(r"`([^`]*)`", terms):
			# An option that the synopsis shows after a comma, schema(s) or stored, counts too.
			options += re.findall(r', ([a-z_]+)\((?=s\)|"\.)', term)
			options += re.findall(r", (stored)\)", term)
		groups.append((re.findall(r"`(SC_\w+)", terms), options))
	return groups


def known():
	"""Every option that a table of the front end has."""
	for source in (tool / "front").rglob("*.c"):
		for option in re.findall(r'\{"(\w+)", OPTION_[A-Z]+,', source.read_text()):
			yield source.name, option


def used(header):
	"""(marker, word among its arguments) of a header; (marker, None) for the marker itself."""
	tokens = [token for token in TOKENS.findall(header.read_text(errors="replace"))
		if not token.startswith(("/*", "//"))]
	for at, token in enumerate(tokens):
		if not re.fullmatch("SC_[A-Z_]+", token):
			continue
		yield token, None
		depth = 0
		for word in tokens[at + 1:]:
			depth += (word == "(") - (word == ")")
			if depth == 0:
				break
			yield token, word


def main():
	failed = 0
	seen = collections.Counter()
	for header in sorted(cases.glob("*/*/*.h")):
		words = set(used(header))
		if not words - set(seen):
			continue
		done = subprocess.run([schemac, "compile", "--frozen", "-o", "/dev/null", header.name],
			cwd=header.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
		if done.returncode == 0:
			seen.update(words)
	groups = promised()
	for markers, options in groups:
		for marker in markers:
			if not seen[marker, None]:
				failed = 1
				print(f"{marker} has no case")
		for option in options:
			if not any(seen[marker, option] for marker in markers):
				failed = 1
				print(f"{', '.join(markers)}: option {option} has no case")
	foreign_key = next(options for markers, options in groups if "SC_FOREIGN_KEY" in markers)
	for option in foreign_key:
		if not seen["SC_REFERENCES", option]:
			failed = 1
			print(f"SC_REFERENCES: option {option} has no case")
	markers = {marker for markers, _ in groups for marker in markers}
	defined = dict(re.findall(r"^MARKER\((\w+), (\w+),", (tool / "front/c/marker.def").read_text(), re.M))
	# Within SC_TABLE_ONLY a column has the markers of a column in small letters, but these.
	other = {"NAME", "TRANSIENT", "RELATION", "TYPE", "CHECK_COLUMN"}
	for name in {name for name, scope in defined.items() if scope == "COLUMN"} - other:
		if not seen["SC_TABLE_ONLY", name.lower()]:
			failed = 1
			print(f"SC_TABLE_ONLY: option {name.lower()} has no case")
	for marker in {"SC_" + name for name in defined} ^ markers:
		failed = 1
		print(f"{marker} is not both in marker.def and in the manual")
	said = {option for _, options in groups for option in options}
	for source, option in known():
		if option not in said:
			failed = 1
			print(f"tool/front/{source}: option {option} is not in the manual")
	print(f"{len(markers)} markers, {sum(len(options) for _, options in groups)} options")
	return failed


sys.exit(main())
