#!/usr/bin/env python3
"""Pictures of the dock and its dialogs in every state, in the sizes that OBS gives it and in both themes, as a streamer
meets them: real OBS, against the stand-in for TikTok."""

import pathlib
import shutil
import sys

import dock_states
from harness.album import Album, make_sheets
from harness.paths import SOURCE, Paths, parser
from harness.studio import Studio
from harness.texts import ENGLISH

THEMES = {"dark": "com.obsproject.Yami.Original", "light": "com.obsproject.Yami.Light"}
README_THEME, README_GROUP, README_PICTURE = "dark", "clips", "280x570/*-ready-filled.png"


def take_pictures(paths, album, group, **options):
    states, needs = dock_states.GROUPS[group]
    studio = Studio(paths, **needs, **options)
    try:
        studio.start()
        studio.dock.pull_out()
        for state in states:
            state(studio, album)
    except BaseException:
        studio.keep(paths.output / "artifacts" / "screenshot")
        raise
    finally:
        studio.close()


def main():
    arguments_parser = parser(__doc__)
    arguments_parser.add_argument("--obs", default="30", help="named in the folder")
    arguments_parser.add_argument("--show", action="store_true", help="on your screen")
    arguments_parser.add_argument("--theme", choices=THEMES, help="only this one")
    arguments_parser.add_argument("--language", default=ENGLISH, help="of OBS, as its locale files are named: de-DE")
    arguments_parser.add_argument("--group", choices=dock_states.GROUPS, help="only these states")
    arguments_parser.add_argument("--to", required=True, type=pathlib.Path, help="folder for the pictures")
    arguments = arguments_parser.parse_args()
    folder = arguments.to / "screenshots" / f"obs{arguments.obs}"
    is_english = arguments.language == ENGLISH
    is_for_readme = is_english and arguments.theme in (None, README_THEME) and arguments.group in (None, README_GROUP)
    for theme in [arguments.theme] if arguments.theme else THEMES:
        place = folder / (theme if is_english else f"{theme}-{arguments.language}")
        for number, group in enumerate(dock_states.GROUPS, 1):
            if arguments.group in (None, group):
                print(f"{place}: {group}", flush=True)
                album = Album(place, number)
                take_pictures(Paths(arguments.build), album, group, show=arguments.show, theme=THEMES[theme],
                              language=arguments.language)
        make_sheets(place)
    for picture in (folder / README_THEME).glob(README_PICTURE) if is_for_readme else ():
        shutil.copy2(picture, SOURCE / "docs" / "dock.png")
        print(f"{SOURCE / 'docs' / 'dock.png'} is {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
