"""OBS Studio as a process: its settings, its start, its log, its end."""

import contextlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import time

from .processes import Process
from .stack import is_obs_own, read_stack
from .texts import ENGLISH
from .waiting import wait_until
from .websocket import ObsWebSocket

MODULE = "direct-post"
HELPER = "a-test-module"  # OBS loads it before the plugin, which it has to be (obs-module/module.cpp)
REPLAYS = "Replay Buffer"  # what OBS calls that output
_FULL_BYTES = 500_000

_USER = """[General]
Language={language}
FirstRun=true
EnableAutoUpdates=false
Pre19Defaults=false
Pre21Defaults=false
Pre23Defaults=false
Pre24.1Defaults=false
LastVersion=536870912
ConfirmOnExit=false
[Basic]
Profile={profile}
ProfileDir={profile}
SceneCollection=Show
SceneCollectionFile=Show
[BasicWindow]
PreviewEnabled={preview}
SysTrayEnabled={tray}
WarnBeforeStoppingRecord=false
[Appearance]
Theme={theme}
"""

_PROFILE = """[General]
Name={name}
[Output]
Mode={mode}
[SimpleOutput]
FilePath={recordings}
{container}RecQuality=Small
RecEncoder=x264_lowcpu
StreamEncoder=x264
Preset=ultrafast
VBitrate=1000
ABitrate=96
RecRB={replay}
RecRBTime=5
RecRBSize=64
RecRBPrefix=Replay
[AdvOut]
RecType={advanced}
FFOutputToFile=true
FFFilePath={recordings}
FFFormat=matroska
FFExtension=mkv
FFVBitrate=2500
RecFilePath={recordings}
RecFormat=mkv
RecFormat2=mkv
RecEncoder=obs_x264
RecTracks=1
RecSplitFile=true
RecSplitFileType=Manual
[Video]
BaseCX={width}
BaseCY={height}
OutputCX=640
OutputCY=360
FPSType=0
FPSCommon=30
AutoRemux={auto_remux}
[Audio]
SampleRate=48000
"""


class EndedAtStart(RuntimeError):
    """OBS was gone before it was ready."""


class Run:
    """OBS from a start to its end."""

    def __init__(self, log_file):
        self._log_file = log_file
        self.exit_code = None  # None: it did not end by itself
        self.exit_s = 0  # how long its end took
        self.was_killed = False  # by us, on purpose
        self.fell_by_itself = False  # a fault of OBS's own, known and made good by another run

    def log(self):
        """What it has printed so far."""
        return self._log_file.read_text(errors="replace") if self._log_file.exists() else ""

    def leaks(self):
        """What OBS counted at its end; None when it did not get that far."""
        found = re.search(r"Number of memory leaks: (\d+)", self.log())
        return int(found[1]) if found else None


class Obs:
    """One settings folder; may be started again and again, also after a kill."""

    def __init__(self, desktop, module=None, data=None, helper=None, formats=None, replay=False, advanced=None,
                 tray=False, preview=False, theme="com.obsproject.Yami.Original", language=ENGLISH, env=None, settings="config",
                 collection=None, canvas=(640, 360)):
        """`module`: the plugin's .so, None for none; beside it `helper`, the tests' own. `formats`: for each
        profile, OBS's name of the recording format (None for its default) and whether it remuxes by itself; the first
        profile is the one to begin with. `advanced`: OBS's advanced output, and who writes its recordings: "Standard",
        which can be split, or "FFmpeg", within OBS. `preview`: whether the scene is drawn in the window as well, which
        takes half of the processor's time where no graphics card does it. `collection`: scenes as OBS keeps them.
        `canvas`: in pixels; it is recorded in 640 x 360."""
        self.desktop = desktop
        self.recordings = desktop.folder / "recordings"
        self.settings = desktop.folder / settings / "obs-studio"
        self._env = {**(env or {}), "XDG_CONFIG_HOME": str(self.settings.parent)}
        self._process = None
        self.runs = []  # every start there was
        self._socket = None
        self.port = _free_port()
        self._seed(formats or {"Show": (None, False)}, replay, advanced, tray, preview, theme, language, collection,
                   canvas)
        if module:
            self._install(MODULE, module)
            shutil.copytree(data, self.settings / "plugins" / MODULE / "data")
            if helper:
                self._install(HELPER, helper)

    # Start and end

    def start(self, timeout_s=30):
        """Returns when OBS has loaded and obs-websocket answers."""
        for attempt in (1, 2):
            self._launch()
            try:
                wait_until(self._is_ready, timeout_s, lambda: "OBS is ready\n" + self.log()[-2000:])
                return self
            except EndedAtStart:
                # On a busy machine OBS 30's audio thread may run before OBS has noted its audio, and falls (audio-io.c,
                # obs-audio.c): what happens before any module is loaded is none of ours.
                if attempt == 2 or MODULE in self.log():
                    raise
                self._run.fell_by_itself = True

    def _launch(self):
        log = self.desktop.folder / f"obs-{self.settings.parent.name}-{len(self.runs) + 1}.log"
        self.runs.append(Run(log))
        env = {**self.desktop.env, **self._env}
        _allow_cores()
        command = ["sh", "-c", "trap '' XFSZ; exec obs --multi"]  # a file that gets too long is an error, as on a full disk
        self._process = Process(command, log, env=env, cwd=self.desktop.folder)

    @property
    def _run(self):
        return self.runs[-1]

    @property
    def pid(self):
        return self._process.pid

    def is_running(self):
        return self._process is not None and self._process.is_running()

    def quit(self, timeout_s=15):
        """The clean way out; where OBS hangs, it is killed."""
        if self._process is not None:
            self._end(timeout_s)
            if self._run.exit_code == -signal.SIGSEGV and is_obs_own(read_stack(self.desktop.folder)):
                self._run.fell_by_itself = True
                self.start()
                self._end(timeout_s)

    def kill(self):
        """As a power cut would."""
        self._hang_up()
        if self._process is not None:
            self._process.kill()
            self._run.was_killed = True
            self._process = None

    # What it says

    def log(self):
        """What the last start has printed so far."""
        return self._run.log() if self.runs else ""

    def leaks(self):
        """After quit(): of the last start."""
        return self._run.leaks()

    def version(self):
        return self.ask("GetVersion")["obsVersion"]

    # What a streamer does by hotkey

    def ask(self, request, **data):
        return self.socket().request(request, **data)

    def socket(self):
        if self._socket is None:
            self._socket = ObsWebSocket(self.port)
        return self._socket

    def start_recording(self):
        self.ask("StartRecord")
        self.socket().event("RecordStateChanged", timeout_s=30, matches=_is("OBS_WEBSOCKET_OUTPUT_STARTED"))

    def wait_recorded(self, seconds):
        """Until the file lasts so long: where OBS lags, that takes longer than the seconds."""
        wait_until(lambda: self.ask("GetRecordStatus")["outputDuration"] >= seconds * 1000, seconds + 20,
                   lambda: f"{seconds} s are recorded: {self.ask('GetRecordStatus')}")

    def wait_buffered(self, seconds):
        """Until the replay buffer was given so much."""
        wait_until(lambda: self.ask("GetOutputStatus", outputName=REPLAYS)["outputDuration"] >= seconds * 1000, seconds + 20,
                   lambda: f"{seconds} s are in the buffer: {self.ask('GetOutputStatus', outputName=REPLAYS)}")

    def stop_recording(self):
        """The path OBS names; the file need not be final."""
        self.ask("StopRecord")
        return self.socket().event("RecordStateChanged", timeout_s=30, matches=_is("OBS_WEBSOCKET_OUTPUT_STOPPED"))["outputPath"]

    def split_recording(self):
        """OBS does it at the next key frame, up to eight seconds later."""
        self.ask("TriggerHotkeyByName", hotkeyName="OBSBasic.SplitFile")

    @contextlib.contextmanager
    def full_disk(self):
        """No file of OBS gets any longer than a moment's recording. Only what writes within OBS notices at once: of a
        program that it records through, OBS may not hear for a minute that it is gone."""
        usual = resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (_FULL_BYTES, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, usual)

    @contextlib.contextmanager
    def replay_buffer(self):
        """While it runs. It can be saved once it holds something."""
        self.ask("StartReplayBuffer")
        self.socket().event("ReplayBufferStateChanged", timeout_s=30, matches=_is("OBS_WEBSOCKET_OUTPUT_STARTED"))
        yield
        self.ask("StopReplayBuffer")
        self.socket().event("ReplayBufferStateChanged", timeout_s=30, matches=_is("OBS_WEBSOCKET_OUTPUT_STOPPED"))

    def save_replay(self):
        self.ask("SaveReplayBuffer")
        return self.socket().event("ReplayBufferSaved")["savedReplayPath"]

    def use_profile(self, name):
        if self.ask("GetProfileList")["currentProfileName"] != name:
            self.ask("SetCurrentProfile", profileName=name)
            self.socket().event("CurrentProfileChanged", matches=lambda data: data["profileName"] == name)

    # Behind the curtain

    def _is_ready(self):
        if not self.is_running():
            raise EndedAtStart("OBS ended at its start:\n" + self.log()[-4000:])
        try:
            return bool(self.ask("GetVersion"))
        except (OSError, RuntimeError):
            self._hang_up()
            return False

    def _end(self, timeout_s):
        self._hang_up()
        began = time.monotonic()
        self._run.exit_code = self._process.stop(signal.SIGINT, timeout_s)
        self._run.exit_s = time.monotonic() - began
        self._process = None

    def _hang_up(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _seed(self, formats, replay, advanced, tray, preview, theme, language, collection, canvas):
        self.recordings.mkdir(exist_ok=True)
        for name in ("global.ini", "user.ini"):
            self._write(name, _USER.format(
                profile=next(iter(formats)), preview=str(preview).lower(), tray=str(tray).lower(), theme=theme, language=language))
        for name, (container, auto_remux) in formats.items():
            keys = f"RecFormat={container}\nRecFormat2={container}\n" if container else ""
            self._write(f"basic/profiles/{name}/basic.ini", _PROFILE.format(
                name=name, recordings=self.recordings, container=keys, mode="Advanced" if advanced else "Simple", advanced=advanced, replay=str(replay).lower(),
                auto_remux=str(auto_remux).lower(), width=canvas[0], height=canvas[1]))
        self._write("basic/scenes/Show.json", json.dumps(collection or _scene()))
        self._write("plugin_config/obs-websocket/config.json", json.dumps({
            "server_enabled": True, "server_port": self.port, "auth_required": False, "alerts_enabled": False,
            "first_load": False, "server_password": "x"}))

    def _write(self, name, text):
        file = self.settings / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def _install(self, name, module):
        folder = self.settings / "plugins" / name / "bin" / "64bit"
        folder.mkdir(parents=True)
        shutil.copy2(module, folder / f"{name}.so")


def _is(state):
    return lambda data: data["outputState"] == state


def _allow_cores():
    """A crash leaves its core, for studio.keep()."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _scene():
    """A scene that moves: a colour and a scrolling line of text."""
    words = {"id": "text_ft2_source_v2", "name": "Words", "settings": {
        "text": "Direct Post   ", "font": {"face": "DejaVu Sans", "size": 96, "flags": 0, "style": "Book"}},
        "filters": [{"id": "scroll_filter", "name": "Scroll", "settings": {"speed_x": 200.0}}]}
    colour = {"id": "color_source_v3", "name": "Colour",
              "settings": {"color": 0xFF5A3C1E, "width": 640, "height": 360}}
    items = [{"name": "Colour", "id": 1, "visible": True},
             {"name": "Words", "id": 2, "visible": True, "pos": {"x": 40.0, "y": 120.0}}]
    show = {"id": "scene", "name": "Show", "settings": {"items": items, "id_counter": 2}}
    return {"name": "Show", "current_scene": "Show", "current_program_scene": "Show",
            "scene_order": [{"name": "Show"}], "sources": [colour, words, show]}
