"""Those whom OBS streams to: servers that take a stream and show it to nobody."""

import os
import re
import socket

from .processes import Process
from .waiting import wait_until

_NGINX = """load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off;
master_process off;
error_log {folder}/audience-errors.log;
pid {folder}/audience.pid;
events {{ }}
rtmp {{
    access_log off;
    server {{
        listen 127.0.0.1:{port};
        application live {{
            live on;
        }}
    }}
}}
"""


class RtmpAudience:
    """nginx, as platforms run it."""

    def __init__(self, folder):
        self.port = _free_port(socket.SOCK_STREAM)
        self.service = {"server": f"rtmp://127.0.0.1:{self.port}/live", "key": "show"}
        configuration = folder / "audience.conf"
        configuration.write_text(_NGINX.format(folder=folder, port=self.port))
        self._process = Process(["nginx", "-p", folder, "-e", folder / "audience-errors.log", "-c", configuration],
                                folder / "audience.log")
        wait_until(self._listens, 10, lambda: "nginx listens: " + self._process.output())

    def lost_frames(self, status):
        """OBS itself says what it dropped."""
        return status["outputSkippedFrames"]

    def close(self):
        self._process.stop()

    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class SrtAudience:
    """FFmpeg, which counts the pictures that arrive whole: of SRT, OBS does not know what it lost."""

    def __init__(self, folder):
        self.port = _free_port(socket.SOCK_DGRAM)
        self.service = {"server": f"srt://127.0.0.1:{self.port}?mode=caller", "key": ""}
        self._progress = folder / "audience-progress.txt"
        self._process = Process(
            ["ffmpeg", "-v", "error", "-nostdin", "-stats_period", "0.2", "-progress", self._progress,
             "-fflags", "+discardcorrupt", "-i", f"srt://127.0.0.1:{self.port}?mode=listener", "-map", "0:v",
             "-c", "copy", "-f", "null", "-"], folder / "audience.log")

    def lost_frames(self, status):
        """Those that are on their way count as well: compare two moments of one show."""
        return status["outputTotalFrames"] - self._seen_frames()

    def close(self):
        self._process.stop()

    def _seen_frames(self):
        with open(self._progress, "rb") as file:
            file.seek(-min(4096, os.fstat(file.fileno()).st_size), os.SEEK_END)
            return int(re.findall(rb"frame=\s*(\d+)", file.read())[-1])


AUDIENCES = {"rtmp": RtmpAudience, "srt": SrtAudience}


def _free_port(kind):
    with socket.socket(type=kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
