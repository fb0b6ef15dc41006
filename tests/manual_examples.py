#!/usr/bin/env python3
"""Runs the examples of README.md and of the manual.

	tests/manual_examples.py PREFIX PAGE...

PREFIX  an installed schemac
PAGE    a Markdown file; its examples share a folder of their own, in the order of the page

A fenced block is an example by the words after its fence:

	```c user.h      the block is the file user.h, whatever the language
	```sh run        the block is run by sh and must succeed
	```console       each line "$ COMMAND", with its continuation lines "> ...", is run by sh, and must print
	                 the lines after it, whatever its exit status. A line "..." stands for any lines.

Any other block is text. SCHEMAC_BLESS in the environment writes what was printed into the page.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

prefix = pathlib.Path(sys.argv[1]).resolve()
TIME_LIMIT = 300  # seconds for a command


def environment(folder):
	package = next(prefix.rglob("schemac.pc")).parent
	(folder / "home").mkdir()
	(folder / "home/.gitconfig").write_text("[user]\n\tname = Ada\n\temail = ada@example.com\n[init]\n\tdefaultBranch = main\n"
		"[advice]\n\tdetachedHead = false\n")
	kept = {name: os.environ[name] for name in ("CC", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
	return kept | {
		"PATH": f"{prefix}/bin:{os.environ['PATH']}", "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
		"PKG_CONFIG_PATH": str(package), "CMAKE_PREFIX_PATH": str(prefix), "SOURCE_DATE_EPOCH": "1795298530",
		"GIT_AUTHOR_DATE": "1795298530 +0000", "GIT_COMMITTER_DATE": "1795298530 +0000", "GIT_CONFIG_NOSYSTEM": "1",
	}


class Page:
	def __init__(self, path, folder):
		self.path, self.folder, self.environment = path, folder / "work", environment(folder)
		self.folder.mkdir()
		self.failed, self.examples = False, 0

	def fail(self, number, text):
		self.failed = True
		print(f"{self.path}:{number}: {text}")

	def shell(self, script):
		done = subprocess.run(["sh", "-e", "-c", script], cwd=self.folder, env=self.environment, text=True,
			stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIME_LIMIT)
		return done.returncode, done.stdout

	def session(self, number, lines):
		"""Runs the commands of a console block and returns the block as it should be."""
		result, at = [], 0
		while at < len(lines):
			if not lines[at].startswith("$ "):
				self.fail(number + at, "a line before the first '$ COMMAND'")
				return lines
			end = at + 1
			while end < len(lines) and lines[end].startswith("> "):
				end += 1
			output = end
			while end < len(lines) and not lines[end].startswith("$ "):
				end += 1
			printed = self.shell("\n".join(line[2:] for line in lines[at:output]))[1].splitlines()
			expected = lines[output:end]
			pattern = "\n".join("(?:.*\n)*?.*" if line == "..." else re.escape(line) for line in expected)
			if not re.fullmatch(pattern, "\n".join(printed)):
				self.fail(number + at, "prints:\n\t" + "\n\t".join(printed))
				expected = printed
			result += lines[at:output] + expected
			at = end
		return result

	def block(self, number, words, lines):
		if words == ["console"]:
			lines = self.session(number, lines)
		elif words[1:] == ["run"]:
			status, printed = self.shell("\n".join(lines))
			if status != 0:
				self.fail(number, f"ends with status {status}:\n{printed}")
		elif len(words) == 2:
			path = self.folder / words[1]
			path.parent.mkdir(parents=True, exist_ok=True)
			path.write_text("\n".join(lines) + "\n")
		else:
			return lines
		self.examples += 1
		return lines

	def run(self):
		result, lines, start = [], self.path.read_text().split("\n"), None
		for at, line in enumerate(lines):
			if not line.startswith("```"):
				if start is None:
					result.append(line)
			elif start is None:
				start = at
			else:
				block = self.block(start + 2, lines[start][3:].split(), lines[start + 1:at])
				result += [lines[start], *block, line]
				start = None
		if self.failed and os.environ.get("SCHEMAC_BLESS"):
			self.path.write_text("\n".join(result))
		return self.failed


def main():
	failed = examples = 0
	for name in sys.argv[2:]:
		with tempfile.TemporaryDirectory() as scratch:
			page = Page(pathlib.Path(name), pathlib.Path(scratch))
			failed |= page.run()
			examples += page.examples
	print(f"{examples} examples")
	return failed


sys.exit(main())
