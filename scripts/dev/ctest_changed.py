#!/usr/bin/env python3
"""ctest, without the tests that passed already with the programs and files of now: what did not change is not tried again.

ctest_changed.py --build FOLDER --system NAME [--again] CTEST-ARGUMENT...

What a test depends on: its command, the programs beside its own, the files that its REQUIRED_FILES name, whatever the
project holds that is read rather than compiled, and the system it runs in. A test without a program of ours always runs."""

import argparse
import functools
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

SOURCE = pathlib.Path(__file__).resolve().parents[2]
READ = ("README.md", "buildspec.json", "data", "docs", "tests")
COMPILED = (".cpp", ".hpp")
LABELS = ("unit", "integration", "end-to-end")  # the others measure what depends on more than files


def main():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--build", required=True, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--system", required=True, help="changes when what is installed changes")
    parser.add_argument("--again", action="store_true", help="try all of them again")
    given, ctest_arguments = parser.parse_known_args()

    ctest = ["ctest", "--test-dir", given.build, *ctest_arguments]
    keys = {test["name"]: key_of(test, given) for test in listed(ctest)}
    memory = given.build / "passed-tests.json"
    passed = json.loads(memory.read_text()) if memory.exists() else {}
    settled = [name for name, key in keys.items() if key and passed.get(name) == key and not given.again]
    if settled:
        print(f"{len(settled)} passed before")
    if keys and len(settled) == len(keys):
        print("100% tests passed, 0 tests failed out of 0")
        return 0

    skipped, results = given.build / "settled-tests.txt", given.build / "results.xml"
    skipped.write_text("\n".join(settled))
    results.unlink(missing_ok=True)
    status = subprocess.run([*ctest, "--exclude-from-file", skipped, "--output-junit", results]).returncode
    for name in successes(results):
        passed[name] = keys.get(name)
    memory.write_text(json.dumps(passed, indent=1))
    return status


def listed(ctest):
    output = subprocess.run([*ctest, "--show-only=json-v1"], capture_output=True, text=True, check=True).stdout
    return json.loads(output[output.index("{"):])["tests"]


def key_of(test, given):
    """None for a test that is never taken as settled."""
    properties = {each["name"]: each["value"] for each in test["properties"]}
    label = next((label for label in LABELS if label in properties.get("LABELS", ())), None)
    required = [pathlib.Path(file) for file in properties.get("REQUIRED_FILES", ())]
    own = {programs_root(pathlib.Path(word), given.build) for word in test.get("command", ())} - {None}
    if label is None or not required and not own:
        return None
    facts = [given.system, test["command"], properties.get("ENVIRONMENT"), digest_of_texts(label == "end-to-end")]
    facts += [digest_of_file(file) for file in required]
    facts += [digest_of_programs(folder) for folder in sorted(own)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def programs_root(path, build):
    """Of a program in the build folder: the folder of all the tests that it belongs to."""
    tests = build / "tests"
    return tests / path.relative_to(tests).parts[0] if path.is_relative_to(tests) and path.is_file() else None


@functools.cache
def digest_of_programs(folder):
    files = sorted(file for file in folder.rglob("*") if file.is_file() and os.access(file, os.X_OK))
    return [digest_of_file(file) for file in files]


@functools.cache
def digest_of_texts(end_to_end):
    """Of what tests read of the project; what drives OBS is nothing to the others."""
    files = sorted(file for name in READ for file in [SOURCE / name, *(SOURCE / name).rglob("*")]
                   if file.is_file() and file.suffix not in COMPILED and "__pycache__" not in file.parts)
    return [(str(file.relative_to(SOURCE)), digest_of_file(file)) for file in files
            if end_to_end or not file.is_relative_to(SOURCE / "tests" / "end-to-end")]


@functools.cache
def digest_of_file(file):
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def successes(results):
    if not results.exists():
        return []
    return [case.get("name") for case in xml.etree.ElementTree.parse(results).iter("testcase") if case.get("status") == "run"]


if __name__ == "__main__":
    sys.exit(main())
