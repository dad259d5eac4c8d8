"""Where OBS fell, from its core, if the system writes one into the folder that OBS works in."""

import re
import shutil

from .processes import run

# OBS 31 and 32 fall by themselves, also without this plugin. Once in some 200 ends a name in the list of sources
# (OBSSourceLabel.cpp) is deleted while its source goes on another thread; and where scenes lie in scenes, a busy machine
# may still be at deleting them on a thread of its own when their sources are gone ("Not all sources were cleared").
_OBS_BY_ITSELF = re.compile(r" signal_handler_disconnect .*\n.*\n.* QObjectPrivate::deleteChildren"
                            r"|^#0 .* obs_source_release .*\n#1 .* obs_sceneitem_release ", re.M)


def read_stack(folder):
    """Of the thread that fell last, also left in the folder; empty when there is no core."""
    cores = sorted(folder.glob("core*"), key=lambda core: core.stat().st_mtime)
    if not cores:
        return ""
    stack = run("gdb", "-nx", "-batch", "-core", cores[-1], "-ex", "backtrace", shutil.which("obs"))
    (folder / "stack.log").write_text(stack)
    return stack


def is_obs_own(stack):
    return bool(_OBS_BY_ITSELF.search(stack)) and "direct-post" not in stack
