"""Where the build put what is tested. Every program here takes --build."""

import argparse
import pathlib

SOURCE = pathlib.Path(__file__).resolve().parents[3]


class Paths:
    def __init__(self, build):
        self.module = build / "src" / "direct-post.so"
        self.data = SOURCE / "data"
        self.helper = build / "tests" / "end-to-end" / "obs-module" / "obs-module.so"
        self.sandbox = build / "tests" / "sandbox" / "tiktok-sandbox"
        self.suite = build.name  # Debian's, as ./dev names its build folders
        self.output = build / "end-to-end"  # pictures, logs and records
        for needed in (self.module, self.data, self.helper, self.sandbox):
            if not needed.exists():
                raise SystemExit(f"{needed} is not there: build the target end-to-end first")


def parser(description):
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--build", required=True, type=lambda text: pathlib.Path(text).resolve(), help="the build folder")
    return made
