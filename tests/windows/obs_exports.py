#!/usr/bin/env python3
"""Makes obs_exports.txt: prints what obs.dll and obs-frontend-api.dll export in all given versions of OBS. Each argument is a
folder with libobs/ and obs-frontend-api.h of one version, named after the version."""

import pathlib
import re
import sys

HEAD = """\
# What obs.dll and obs-frontend-api.dll export in all of OBS {versions}: the functions that the headers of
# these versions mark with EXPORT, which is __declspec(dllexport) there. Read from the sources, not from the DLLs, by
# tests/windows/obs_exports.py."""


def exported(folder):
    names = set()
    for header in sorted(pathlib.Path(folder).rglob("*.h*")):
        text = re.sub(r"/\*.*?\*/|//[^\n]*|^\s*#[^\n]*", "", header.read_text(errors="replace"), flags=re.DOTALL | re.MULTILINE)
        names.update(re.findall(r"\bEXPORT\b[^;{}()]*?\b(\w+)\s*\(", text))
    return names


def main(folders):
    if not folders:
        sys.exit(__doc__)
    print(HEAD.format(versions=", ".join(pathlib.Path(folder).name for folder in folders)))
    print(*sorted(set.intersection(*map(exported, folders))), sep="\n")


main(sys.argv[1:])
