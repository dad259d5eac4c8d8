#!/usr/bin/env python3
"""The program's structure is what the README says: structure_test.py --source . --build build/trixie --qt-headers DIR [TEST]"""

import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

from rooms import LIBRARIES, LONGEST_FILE_LINES, MODULE, ROOMS

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
given = None  # the arguments


def files():
    return sorted(file for file in (given.source / "src").rglob("*") if file.suffix in (".cpp", ".hpp", ".h", ".mm"))


def room_of(file):
    """None: the module itself."""
    parts = file.relative_to(given.source / "src").parts
    return parts[0] if len(parts) > 1 else None


def includes(file):
    return [(quote == '"', header) for quote, header in INCLUDE.findall(file.read_text())]


def library_of(header):
    """None: the standard library's or the system's."""
    for beginning, library in LIBRARIES.items():
        if header.startswith(beginning):
            return library
    if header.startswith("Q"):
        module, _, name = header.rpartition("/")
        if module:
            return module
        for module in sorted(given.qt_headers.glob("Qt*")):
            if (module / name).exists():
                return module.name
        raise AssertionError(f"whose is <{header}>?")
    return None


def may_use(room):
    rooms, libraries = MODULE if room is None else ROOMS[room]
    return {"base", room, *rooms}, set(libraries)


class Structure(unittest.TestCase):
    def test_the_table_knows_every_room(self):
        present = {room for room in map(room_of, files()) if room is not None}
        self.assertEqual(set(), present - set(ROOMS), "rooms.py does not know them")

    def test_no_room_includes_what_its_row_does_not_name(self):
        complaints = []
        for file in files():
            room = room_of(file)
            rooms, libraries = may_use(room)
            for is_own, header in includes(file):
                first = header.split("/")[0]
                if is_own:
                    wrong = ".." in header.split("/")
                elif first in ROOMS and "/" in header:
                    wrong = first not in rooms
                else:
                    library = library_of(header)
                    wrong = library is not None and library not in libraries
                if wrong:
                    complaints.append(f"{file.relative_to(given.source)} includes {header}")
        self.assertEqual([], complaints)

    def test_the_readme_tells_of_the_rooms_what_the_table_tells(self):
        rows = re.findall(r"^\| `src/(\w+)/.*\|([^|]+)\|$", (given.source / "README.md").read_text(), re.M)
        told = {room: {name for name in re.findall(r"`([a-z]+)`", uses)} for room, uses in rows}
        present = {room for room in map(room_of, files()) if room is not None}
        self.assertEqual({room: set(ROOMS[room][0]) for room in present}, told)

    def test_the_rooms_form_no_circle(self):
        def visit(room, way):
            self.assertNotIn(room, way, " -> ".join([*way, room]))
            for below in ROOMS[room][0]:
                visit(below, [*way, room])

        for room in ROOMS:
            visit(room, [])

    def test_no_file_is_too_long_to_be_read_in_one_sitting(self):
        tests = [file for file in (given.source / "tests").rglob("*") if file.suffix in (".cpp", ".hpp", ".h", ".py")]
        lines = {str(file.relative_to(given.source)): len(file.read_text().splitlines()) for file in [*files(), *tests]}
        self.assertEqual({}, {file: count for file, count in lines.items() if count >= LONGEST_FILE_LINES})

    def test_no_path_becomes_text_in_a_way_that_may_throw(self):
        """path::string() throws on Windows for what the code page lacks, u16string() elsewhere for what is no UTF-8."""
        complaints = [f"{file.relative_to(given.source)}: {call}" for file in files()
                      for call in re.findall(r"\.(?:generic_)?(?:u16|u32)?string\(\)", file.read_text())]
        self.assertEqual([], complaints, "base/Utf8Path.hpp and base/PathText.hpp do not")

    def test_a_wrong_include_does_not_compile(self):
        """For every room: the public headers of the rooms that its row does not name, and OBS's and Qt's."""
        commands = compile_commands()
        self.assertIn("publish", commands)
        complaints = []
        with tempfile.TemporaryDirectory() as folder:
            probe = pathlib.Path(folder) / "probe.cpp"
            for room, command in sorted(commands.items()):
                self.assertTrue(compiles(command, probe, "base/Error.hpp"), f"{room}: {' '.join(command)}")
                rooms, libraries = may_use(room)
                wrong = [header for other in set(ROOMS) - rooms if (header := public_header(other))]
                wrong += [header for library, header in (("OBS", "obs-module.h"), ("QtWidgets", "QWidget"),
                                                         ("QtCore", "QObject")) if library not in libraries]
                self.assertTrue(wrong, room)
                complaints += [f"src/{room} could include {header}" for header in wrong
                               if compiles(command, probe, header)]
        self.assertEqual([], complaints)


def public_header(room):
    headers = sorted((given.source / "src" / room / "include" / room).glob("*.hpp"))
    return f"{room}/{headers[0].name}" if headers else None


def compile_commands():
    """For each room that is built, how the compiler is called for one of its files, without what is to be compiled."""
    found = {}
    for entry in json.loads((given.build / "compile_commands.json").read_text()):
        output = entry["output"] if "output" in entry else entry["command"]
        match = re.search(r"src/([a-z-]+)/CMakeFiles/direct-post-\1\.dir/", output)
        if not match or match[1] in found:
            continue
        words = shlex.split(entry["command"])
        words = words[next(i for i, word in enumerate(words) if re.search(r"(\+\+|clang|cc)(-\d+)?$", word)):]
        kept = [words[0]]
        rest = iter(words[1:])
        for word in rest:
            if word in ("-o", "-c"):
                next(rest)
            elif not word.endswith((".cpp", ".cxx")):
                kept.append(word)
        found[match[1]] = kept
    return found


def compiles(command, probe, header):
    probe.write_text(f"#include <{header}>\n")
    done = subprocess.run([*command, "-E", "-w", "-o", "/dev/null", str(probe)], capture_output=True, text=True)
    if done.returncode and not re.search(r"No such file|file not found", done.stderr):
        raise AssertionError(f"{header}: {done.stderr}")
    return done.returncode == 0


def main():
    global given
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--source", "--build", "--qt-headers"):
        parser.add_argument(option, required=True, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("test", nargs="?", help="one of them; all without")
    given = parser.parse_args()
    unittest.main(argv=[sys.argv[0], *([f"Structure.{given.test}"] if given.test else [])], verbosity=2)


if __name__ == "__main__":
    main()
