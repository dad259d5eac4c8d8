"""Pictures of the dock in the sizes that OBS gives it, and one sheet of each size."""

import contextlib
import time

from .processes import run

SIZES = ((280, 416), (280, 570), (600, 800))  # first docked; in a tall window; pulled out
PAINT_S = 0.4
_SHEET_COLUMNS = 6
_LABEL_PX = 22
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


class Album:
    """The pictures of one group of states in one theme. They are numbered in the order in which they were taken: 203 is the
    third state of group 2."""

    def __init__(self, folder, group):
        self._folder = folder
        self._count = group * 100
        for picture in folder.glob(f"*/{group}??-*.png"):
            picture.unlink()

    def dock(self, studio, name, during=contextlib.nullcontext, below=False):
        """The dock in every size. `during` makes a context that brings about what would be over before the last one;
        `below`: also scrolled to its end."""
        self._count += 1
        for width, height in SIZES:
            studio.dock.resize(width, height)
            with during():
                self._take(studio, f"{width}x{height}", name, studio.dock.root().box())
            if below and studio.dock.scroll("down"):
                self._take(studio, f"{width}x{height}", f"{name}_below", studio.dock.root().box())
                studio.dock.scroll("up")
        print(f"  {name}", flush=True)

    def dialog(self, studio, name, dialog):
        """In its own size."""
        self._count += 1
        self._take(studio, "dialogs", name, dialog.box())
        print(f"  {name}", flush=True)

    def _take(self, studio, kind, name, box):
        time.sleep(PAINT_S)
        folder = self._folder / kind
        folder.mkdir(parents=True, exist_ok=True)
        studio.desktop.picture(folder / f"{self._count}-{name}.png", box)


def make_sheets(folder):
    """One of each size, beside the folder with its pictures."""
    for pictures in sorted(path for path in folder.iterdir() if path.is_dir()):
        print(f"{folder / pictures.name}.png", flush=True)
        _make_sheet(sorted(pictures.glob("*.png")), folder / f"{pictures.name}.png")


def _make_sheet(pictures, sheet):
    """All of them with their names, in rows; those of another size are put into a frame of the largest one's."""
    width = max(_size(picture)[0] for picture in pictures)
    height = max(_size(picture)[1] for picture in pictures)
    columns = min(_SHEET_COLUMNS, len(pictures))
    framed = [f"[{number}]pad={width}:{height + _LABEL_PX}:0:{_LABEL_PX}:0x777777,setsar=1,"
              f"drawtext=fontfile={_FONT}:text={picture.stem}:x=4:y=4:fontsize=13:fontcolor=white[framed{number}]"
              for number, picture in enumerate(pictures)]
    all_framed = "".join(f"[framed{number}]" for number in range(len(pictures)))
    tile = f"tile={columns}x{-(-len(pictures) // columns)}:padding=6:color=0x777777"
    run("ffmpeg", "-v", "error", "-y", *[word for picture in pictures for word in ("-i", picture)], "-frames:v", "1",
        "-filter_complex", ";".join([*framed, f"{all_framed}concat=n={len(pictures)},{tile}"]), sheet)


def _size(picture):
    """Of a PNG: its head says it."""
    head = picture.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
