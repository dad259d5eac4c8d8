"""Video files for tests, and what is inside of them."""

import hashlib
import json
import os
import struct

from .processes import run


def make_clip(file, seconds=3, size="640x360", rate=30, bitrate="1M"):
    """A moving test picture with a tone, as FFmpeg writes it; the container by the name's end."""
    run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}", "-f", "lavfi",
        "-i", "sine=frequency=440:sample_rate=48000", "-t", seconds, "-c:v", "libx264", "-preset", "ultrafast",
        "-b:v", bitrate, "-minrate", bitrate, "-maxrate", bitrate, "-bufsize", bitrate, "-x264-params", "nal-hrd=cbr",
        "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart", file)
    return file


def repeat(file, to, times):
    """The same again and again, in one file."""
    run("ffmpeg", "-v", "error", "-y", "-stream_loop", times - 1, "-i", file, "-c", "copy", to)
    return to


def without_sound(file, to):
    run("ffmpeg", "-v", "error", "-y", "-i", file, "-an", "-c", "copy", "-movflags", "+faststart", to)
    return to


def grow(file, size_bytes):
    """An MP4 with a hole behind its pictures: a valid video of any size that takes no room."""
    with open(file, "r+b") as out:
        head = out.read(1_000_000)
        media = head.index(b"mdat") - 4
        if head[media - 8:media] != b"\0\0\0\x08free":  # FFmpeg leaves this much for a longer header
            raise ValueError(f"{file} is not as FFmpeg writes it")
        out.seek(media - 8)
        out.write(struct.pack(">I4sQ", 1, b"mdat", size_bytes - (media - 8)))
    os.truncate(file, size_bytes)
    return file


def sha256(file):
    with open(file, "rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def stream_hashes(file):
    """A hash of every packet of the first picture and the first sound: equal when nothing was lost or re-encoded."""
    out = run("ffmpeg", "-v", "error", "-i", file, "-map", "0:v:0", "-map", "0:a:0?", "-c", "copy", "-f", "streamhash",
              "-hash", "sha256", "-")
    return [line.rsplit("=", 1)[1] for line in out.split()]


def probe(file):
    return json.loads(run("ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", file))
