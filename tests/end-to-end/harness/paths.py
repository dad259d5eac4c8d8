"""Where the build put what is tested. Every program here takes the same arguments."""

import argparse
import pathlib
from dataclasses import dataclass


@dataclass
class Paths:
    module: pathlib.Path   # direct-post.so
    data: pathlib.Path     # its data folder
    sandbox: pathlib.Path  # the tiktok-sandbox program
    output: pathlib.Path   # pictures, logs and records go here


def add_arguments(parser):
    for name, what in (("module", "the plugin's .so"), ("data", "the plugin's data folder"),
                       ("sandbox", "the tiktok-sandbox program"), ("output", "folder for pictures, logs and records")):
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path, help=what)


def from_arguments(arguments):
    return Paths(arguments.module.resolve(), arguments.data.resolve(), arguments.sandbox.resolve(),
                 arguments.output.resolve())


def parser(description):
    made = argparse.ArgumentParser(description=description)
    add_arguments(made)
    return made
