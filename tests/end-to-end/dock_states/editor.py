"""A clip that is edited: in the dock, and in the window beside OBS."""

import pathlib

from harness import media
from harness.waiting import wait_until


def opened(studio, album):
    studio.connect_quickly()
    clip = studio.choose_clip(media.make_clip(studio.folder / "2026-11-22 18-04-11.mkv", seconds=40, size="1280x720"))
    album.dock(studio, "clip-to-edit")
    window = open_editor(studio, clip)
    album.dialog(studio, "editor-opened", window)
    window.wait("Beginning of the clip", "text").write("0:05.000")
    window.wait("End of the clip", "text").write("0:09.500")
    album.dialog(studio, "editor-cut", window)
    for layout in ("Vertical, cropped", "Vertical, blurred surround", "Vertical, camera over game"):
        window.wait(layout, "radio button").press()
        studio.let_run(2)  # until what will be posted is drawn
        album.dialog(studio, "editor-" + layout.removeprefix("Vertical, ").replace(" ", "-"), window)
    window.wait("Show TikTok's buttons", "check box").press()
    window.wait("Use this frame", "button").press()
    window.wait("No cover", "button")
    window.wait("Beginning of the clip", "text").write("0:10.000")
    studio.dock.wait_sentence("Editor.Exchanged", within=window)
    album.dialog(studio, "editor-exchanged", window)
    window.wait("Undo", "button").press()
    wait_until(lambda: window.wait("Beginning of the clip", "text").text() == "0:05.000", 5, "it is undone")
    window.wait("End of the clip", "text").write("0:38.000")
    studio.dock.wait_sentence("Edit.Work", within=window)
    album.dialog(studio, "editor-takes-its-time", window)
    window.wait("Use this clip", "button").press()
    studio.dock.wait_text(studio.texts["Clip.Editing"])
    studio.let_run(3)  # until it can be told how much time is left
    album.dock(studio, "edit-preparing")
    studio.dock.wait_sentence("Reason.NoPrivacy", timeout_s=120)
    album.dock(studio, "edit-ready", below=True)
    studio.dock.put_clips_away()


def mended(studio, album):
    """What can be mended has its button."""
    studio.sandbox.change_creator(max_video_post_duration_sec=60)
    studio.dock.choose_file(media.make_clip(studio.folder / "whole match.mp4", seconds=70, rate=10, size="128x96"))
    studio.dock.wait_sentence("Check.duration_too_long")
    album.dock(studio, "mendable", below=True)
    studio.sandbox.change_creator(max_video_post_duration_sec=600)
    studio.dock.put_clips_away()


def marked(studio, album):
    """Moments that were marked by a hotkey while OBS recorded are flags on the timeline."""
    studio.obs.start_recording()
    for _ in range(2):
        studio.let_run(2)
        studio.obs.ask("TriggerHotkeyByName", hotkeyName="direct_post_mark")
    studio.let_run(2)
    recording = pathlib.Path(studio.obs.stop_recording())
    studio.dock.wait_sentence("Reason.NoPrivacy", timeout_s=60)
    window = open_editor(studio, recording)
    album.dialog(studio, "editor-marks", window)
    window.wait("Marked moments", "button").press()
    studio.let_run(1)
    album.dialog(studio, "editor-marks-listed", window)
    window.wait("Cancel", "button").press()
    studio.dock.put_clips_away()


def vanished(studio, album):
    file = media.make_clip(studio.folder / "gone in a moment.mp4", seconds=10)
    studio.choose_clip(file)
    window = open_editor(studio, file)
    file.unlink()
    window.wait("One picture on", "button").press()
    studio.dock.wait_sentence("Error.file_missing", within=window)
    album.dialog(studio, "editor-file-gone", window)
    window.wait("Cancel", "button").press()
    studio.dock.put_clips_away()


def open_editor(studio, clip):
    studio.dock.press("Edit…", "button")
    title = studio.texts["Editor.WindowTitle"].replace("{name}", clip.name)
    window = studio.dock.dialog(title)
    studio.dock.wait_enabled("Use this clip", "button", within=window)
    studio.let_run(2)  # until the strip is filled
    return window


STATES = (opened, mended, marked, vanished)
