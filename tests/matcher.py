#!/usr/bin/env python3
"""GitHub's problem matcher finds in the text of diagnostics what the json form says.

	tests/matcher.py SCHEMAC MATCHER CASES

SCHEMAC  the program
MATCHER  tool/diag/problem-matcher.json
CASES    tests/cases: every header of its compile/ is compiled, twice
"""
import json
import os
import pathlib
import re
import subprocess
import sys

schemac, matcher, cases = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])


def read_matchers():
	"""(pattern, group by field, severity) of each, as the runner would use them."""
	result = []
	owners = set()
	for entry in json.loads(matcher.read_text())["problemMatcher"]:
		(pattern,) = entry["pattern"]
		assert entry["owner"] not in owners, "an owner replaces the one before"
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
	"""What the text says of a place; where there is none, the program's name stands for the file."""
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
	sessions += [(cases, ["gone.h"]), (cases, [])]
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
			print(f"{folder} {names}: the matcher finds\n{found}\nwhere json says\n{wanted}")
	# A test that saw no note, or no place without a line, would show nothing about them.
	for kind in (("error", True, True), ("notice", True, True), ("warning", True, True),
			("error", False, False)):
		if kind not in seen:
			failed = 1
			print(f"no header gave a diagnostic such as {kind}")
	print(f"{total} diagnostics and notes")
	return failed


os.environ["LC_ALL"] = "C.UTF-8"
sys.exit(main())
