#!/usr/bin/env python3
"""Checks that GitHub's problem matcher finds the same diagnostics in the text form as in the JSON form.

	tests/matcher.py SCHEMAC MATCHER CASES

SCHEMAC  the program
MATCHER  tool/diag/problem-matcher.json
CASES    tests/cases; every header of its folder compile is compiled, once for each form
"""
import json
import os
import pathlib
import re
import subprocess
import sys

schemac, matcher, cases = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])


def read_matchers():
	"""Returns (pattern, groups by field, severity) of each matcher."""
	result = []
	owners = set()
	for entry in json.loads(matcher.read_text())["problemMatcher"]:
		(pattern,) = entry["pattern"]
		assert entry["owner"] not in owners, "two matchers have the same owner; the second would replace the first"
		owners.add(entry["owner"])
		groups = {key: number for key, number in pattern.items() if key != "regexp"}
		result.append((re.compile(pattern["regexp"]), groups, entry.get("severity")))
	return result


def match(matchers, line):
	for pattern, groups, severity in matchers:
		found = pattern.search(line)
		if found:
			fields = {key: found.group(number) for key, number in groups.items()}
			fields.setdefault("severity", severity)
			return fields
	return None


def place(location):
	"""Returns the place as in the text form, which has the program's name if there is no file."""
	line, column = location.get("line"), location.get("column")
	return (location.get("file", "schemac"), str(line) if line else None,
		str(column) if line and column else None)


def expected(diagnostics):
	for item in diagnostics:
		severity = {"note": "notice"}.get(item["severity"], item["severity"])
		yield (*place(item["location"]), severity, item["message"], item["id"])
		for note in item["notes"]:
			yield (*place(note["location"]), "notice", note["message"], None)


def run(folder, names, *options):
	return subprocess.run([schemac, "compile", "--frozen", *options, *names], cwd=folder,
		stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace").stderr


def main():
	matchers = read_matchers()
	order = ("file", "line", "column", "severity", "message", "code")
	failed = total = 0
	seen = set()
	sessions = [(header.parent, [header.name]) for header in sorted((cases / "compile").glob("*/*.h"))]
	sessions += [(cases, ["missing.h"]), (cases, [])]
	for folder, names in sessions:
		diagnostics = run(folder, names, "--diagnostics-format=json")
		wanted = list(expected(json.loads(diagnostics))) if diagnostics else []
		lines = run(folder, names).splitlines()
		found = [tuple(fields.get(key) for key in order)
			for fields in (match(matchers, line) for line in lines) if fields]
		total += len(found)
		seen.update((item[3], item[1] is not None, item[2] is not None) for item in found)
		if found != wanted:
			failed = 1
			print(f"{folder} {names}: the matcher finds\n{found}\nJSON has\n{wanted}")
	# The headers must cover notes and places without a line.
	for kind in (("error", True, True), ("notice", True, True), ("warning", True, True),
			("error", False, False)):
		if kind not in seen:
			failed = 1
			print(f"no header leads to a diagnostic like {kind}")
	print(f"{total} diagnostics and notes")
	return failed


os.environ["LC_ALL"] = "C.UTF-8"
sys.exit(main())
