"""A clip, from the file that is still being written to the filled-in form."""

import contextlib
import threading

from harness import media
from harness.waiting import wait_until

CAPTION = "last second clutch 🎮 #speedrun"
LONG_NAME = "Friday night raid with everyone who was still awake, part 2 of 3, before the patch.mp4"
LONG_CAPTION = ("This is the run we have been practising for since March and it only took one more try than yesterday "
                "🎮🏆 thank you all for staying until four in the morning #speedrun #anypercent #worldrecordattempt ") * 2


def preparing(studio, album):
    dock = studio.dock
    with being_written(studio.folder / "2026-11-22 18-04-11.mp4") as file:
        dock.choose_file(file)
        dock.wait_sentence("Clip.Waiting")
        album.dock(studio, "clip-waiting")
    dock.put_clips_away()
    long = media.repeat(media.make_clip(studio.folder / "short.mkv", bitrate="20M"), studio.folder / "marathon.mkv", times=90)

    @contextlib.contextmanager
    def under_way():
        dock.choose_file(long)
        dock.wait_sentence("Clip.Remuxing")
        yield
        dock.put_clips_away()

    album.dock(studio, "clip-preparing", during=under_way)
    usual = studio.obs.settings / "plugin_config" / "direct-post" / "cache"
    with (unwritable(usual), unwritable(long.parent / ".direct-post"),
          unwritable(studio.obs.recordings / ".direct-post")):
        dock.choose_file(long)
        dock.wait_sentence("Error.folder_not_writable", timeout_s=20)
        album.dock(studio, "preparation-failed")
    dock.put_clips_away()
    long.unlink()


def ready(studio, album):
    dock = studio.dock
    studio.record(4)
    album.dock(studio, "ready")
    dock.press(studio.texts["Clip.Ready"])
    album.dock(studio, "checks-unfolded", below=True)
    dock.press(studio.texts["Clip.Ready"])
    studio.fill_in(CAPTION, "Everyone", allow=["comments"])
    dock.wait_enabled("Post", "button")
    album.dock(studio, "ready-filled", below=True)
    dock.press(studio.texts["Disclosure.Fold"])
    dock.press(studio.texts["Disclosure.Toggle"])
    dock.wait_sentence("Reason.DisclosureUnfinished")
    album.dock(studio, "disclosure-unfinished", below=True)
    dock.press(studio.texts["Disclosure.BrandedContent"])
    dock.wait_enabled("Post", "button")
    album.dock(studio, "branded", below=True)
    dock.put_clips_away()


def wordy(studio, album):
    dock = studio.dock
    studio.choose_clip(media.make_clip(studio.folder / LONG_NAME))
    studio.fill_in(LONG_CAPTION, "Friends", allow=["comments", "duet", "stitch"])
    album.dock(studio, "long-name-and-caption", below=True)
    dock.write_caption(LONG_CAPTION * 6)
    dock.wait_sentence("Reason.CaptionTooLong")
    album.dock(studio, "caption-too-long")
    dock.put_clips_away()


def captions(studio, album):
    dock = studio.dock
    studio.record()
    dock.write_caption(CAPTION)
    album.dialog(studio, "captions-menu", dock.open_menu("Insert into the caption"))
    for entry in ("Hashtags", "Hashtag sets…"):
        dock.wait(entry, "menu item").press()
    dialog = dock.dialog(studio.texts["Hashtags.Title"])
    dialog.wait("Name", "text").write("Speedruns")
    dock.wait_enabled("Save", "button", within=dialog).press()
    album.dialog(studio, "hashtag-sets", dialog)
    dialog.wait("Close", "button").press()
    dock.put_clips_away()


def creator(studio, album):
    """What the account may post is asked of TikTok for every clip."""
    dock = studio.dock
    clip = media.make_clip(studio.folder / "asked about.mp4")

    @contextlib.contextmanager
    def asking():
        studio.sandbox.inject("slow_reply", endpoint="creator_info", delay_s=4)
        dock.choose_file(clip)
        dock.wait_sentence("Reason.AskingTikTok")
        yield
        studio.sandbox.clear_faults()
        dock.wait_sentence("Reason.NoPrivacy", timeout_s=20)
        dock.put_clips_away()

    album.dock(studio, "asking-tiktok", during=asking)
    studio.sandbox.inject("error_code", endpoint="creator_info", code="spam_risk_user_banned_from_posting", times=0)
    dock.choose_file(clip)
    dock.wait_sentence("Error.posting_banned")
    album.dock(studio, "creator-may-not-post")
    studio.sandbox.clear_faults()
    dock.press(studio.texts["TryAgain"])
    dock.wait_sentence("Reason.NoPrivacy")
    dock.put_clips_away()
    studio.sandbox.change_creator(comment_disabled=True, duet_disabled=True)
    studio.choose_clip(clip)
    album.dock(studio, "turned-off-by-creator")
    studio.sandbox.change_creator(comment_disabled=False, duet_disabled=False)
    dock.put_clips_away()


def findings(studio, album):
    dock = studio.dock
    studio.choose_clip(media.without_sound(media.make_clip(studio.folder / "loud.mp4"), studio.folder / "silent.mp4"))
    dock.wait_sentence("Check.sound_none")
    album.dock(studio, "ready-with-warning", below=True)
    dock.put_clips_away()
    dock.choose_file(media.make_clip(studio.folder / "tiny.mp4", size="320x180"))
    dock.wait_sentence("Check.resolution_too_small")
    album.dock(studio, "blocked", below=True)
    dock.put_clips_away()
    studio.sandbox.change_creator(max_video_post_duration_sec=60)
    dock.choose_file(media.make_clip(studio.folder / "whole match.mp4", seconds=70, rate=10, size="128x96"))
    dock.wait_sentence("Check.duration_too_long")
    album.dock(studio, "blocked-for-several-reasons", below=True)
    studio.sandbox.change_creator(max_video_post_duration_sec=600)
    dock.put_clips_away()


def unusable(studio, album):
    dock = studio.dock
    letter = studio.folder / "letter.mp4"
    letter.write_text("Dear TikTok,\n" * 1000)
    dock.choose_file(letter)
    dock.wait_sentence("Error.not_a_video")
    album.dock(studio, "clip-failed")
    dock.put_clips_away()
    dock.drop(studio.folder.as_uri())
    dock.wait_sentence("Drop.Folder")
    album.dock(studio, "drop-refused")


def several(studio, album):
    dock = studio.dock
    for name in ("raid.mp4", "clutch.mp4", "bloopers.mp4"):
        studio.choose_clip(media.make_clip(studio.folder / name))
    album.dock(studio, "several-clips")
    dock.write_caption("half a capt")
    studio.record_only()
    dock.wait_sentence("Clip.Newer")
    album.dock(studio, "newer-clip")
    dock.put_clips_away()


def marks(studio, album):
    """Moments that are marked by a hotkey while OBS records."""
    def mark():
        studio.obs.ask("TriggerHotkeyByName", hotkeyName="direct_post_mark")

    mark()
    studio.dock.wait_sentence("Error.nothing_to_mark")
    album.dock(studio, "nothing-to-mark")
    studio.dock.press(studio.texts["Seen"])
    studio.obs.start_recording()
    studio.let_run(3)
    mark()
    studio.let_run(1)
    studio.obs.stop_recording()
    wait_until(lambda: len(studio.dock.clips()) == 2, 20, "the recording and what was marked are at hand")
    studio.dock.wait_sentence("Reason.NoPrivacy", timeout_s=30)
    album.dock(studio, "marked", below=True)
    studio.dock.put_clips_away()


@contextlib.contextmanager
def being_written(file):
    """A video of which more and more is there, as a slow disk or a download writes it."""
    whole = media.make_clip(file.with_name("whole.mp4"), seconds=30).read_bytes()
    over = threading.Event()

    def write():
        with open(file, "wb", buffering=0) as out:
            for start in range(0, len(whole), 20_000):
                out.write(whole[start:start + 20_000])
                if over.wait(0.2):
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield file
    finally:
        over.set()
        writer.join()


@contextlib.contextmanager
def unwritable(folder):
    """Nothing can be made in it, whoever asks."""
    aside = folder.with_name(folder.name + ".aside")
    if folder.exists():
        folder.rename(aside)
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        if aside.exists():
            aside.rename(folder)


STATES = (lambda studio, album: studio.connect_quickly(), preparing, ready, wordy, captions, creator, findings, unusable,
          several, marks)
