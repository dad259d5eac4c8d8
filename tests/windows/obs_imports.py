#!/usr/bin/env python3
"""Which functions of C the given objects for Windows want and neither the compiler's own libraries nor OBS's DLLs offer.
OBS would refuse a module with any. What starts with _Z is C++: Qt's and our own."""

import argparse
import pathlib
import re
import subprocess
import sys

COMPILER_LIBRARIES = ["stdc++", "gcc", "gcc_eh", "winpthread", "mingw32", "mingwex", "msvcrt", "kernel32"]


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def symbols(nm, which, files):
    found = output(nm, which, "--format=just-symbols", *files).split()
    return {name.removeprefix("__imp_") for name in found if not name.endswith(":")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--nm", required=True)
    parser.add_argument("--exports", required=True, type=pathlib.Path, help="a name in each line, # before a remark")
    parser.add_argument("objects", nargs="+")
    given = parser.parse_args()

    exported = {line for line in given.exports.read_text().splitlines() if not line.startswith("#")}
    libraries = [output(given.compiler, f"-print-file-name=lib{name}.a").strip() for name in COMPILER_LIBRARIES]
    wanted = symbols(given.nm, "--undefined-only", given.objects)
    offered = symbols(given.nm, "--defined-only", given.objects + libraries)
    unknown = [name for name in sorted(wanted - offered - exported) if not re.match(r"_Z|__emutls_v\._Z|qt_version_tag", name)]

    print(f"{len(wanted & exported)} functions of OBS are used")
    for name in unknown:
        print(f"{name} is exported neither by obs.dll nor by obs-frontend-api.dll, as {given.exports} says", file=sys.stderr)
    sys.exit(1 if unknown or not wanted & exported else 0)


main()
