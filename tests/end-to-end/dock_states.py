"""Every state of the dock and its dialogs, brought about as in life. Each function leaves what the next one begins with."""

import contextlib
import sqlite3
import threading

from harness import media
from harness.waiting import wait_until

TOGGLE = "Auto-publish after recording"
CAPTION = "last second clutch 🎮 #speedrun"


# The account

def connecting(studio, album):
    dock = studio.dock
    dock.press("Connect TikTok")
    album.dialog(studio, "settings", dock.dialog(studio.texts["Settings.Title"]))
    dock.dialog(studio.texts["Settings.Title"]).find("Cancel", "button").press()
    album.dock(studio, "no-credentials")
    dock.press("Connect TikTok")
    studio.enter_credentials()
    dock.wait_enabled("Connect TikTok")
    album.dock(studio, "disconnected")
    dock.press("Connect TikTok")
    link = studio.browser.next_link()
    album.dock(studio, "waiting-for-browser")
    dock.wait_sentence("Login.Help", timeout_s=20)
    album.dock(studio, "login-takes-long")
    studio.sandbox.agree(link)
    studio.wait_connected()
    album.dock(studio, "connected")


# Clips

def preparing(studio, album):
    dock = studio.dock
    with being_written(studio.folder / "2026-11-22 18-04-11.mp4") as file:
        dock.choose_file(file)
        dock.wait_sentence("Clip.Waiting")
        album.dock(studio, "clip-waiting")
    dock.put_clips_away()

    long = media.repeat(media.make_clip(studio.folder / "short.mkv", bitrate="20M"), studio.folder / "marathon.mkv", times=60)

    def prepare():
        dock.put_clips_away()
        dock.choose_file(long)
        dock.wait_sentence("Clip.Remuxing")

    album.dock(studio, "clip-preparing", again=prepare)
    dock.put_clips_away()
    long.unlink()


def ready(studio, album):
    dock = studio.dock
    studio.record(4)
    album.dock(studio, "ready")
    studio.fill_in(CAPTION, "Everyone", allow=["comments"])
    dock.wait_enabled("Post", "button")
    album.dock(studio, "ready-filled", below=True)
    dock.put_clips_away()
    studio.choose_clip(media.without_sound(media.make_clip(studio.folder / "loud.mp4"), studio.folder / "silent.mp4"))
    dock.wait_sentence("Check.sound_none")
    album.dock(studio, "ready-with-warning", below=True)
    dock.put_clips_away()


def unusable(studio, album):
    dock = studio.dock
    dock.choose_file(media.make_clip(studio.folder / "tiny.mp4", size="320x180"))
    dock.wait_sentence("Check.resolution_too_small")
    album.dock(studio, "blocked", below=True)
    letter = studio.folder / "letter.mp4"
    letter.write_text("Dear TikTok,\n" * 1000)
    dock.put_clips_away()
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
    studio.obs.start_recording()
    studio.let_run(1)
    studio.obs.stop_recording()
    dock.wait_sentence("Clip.Newer")
    album.dock(studio, "newer-clip")
    dock.put_clips_away()


# Posts

def posting(studio, album):
    dock = studio.dock
    studio.choose_clip(media.make_clip(studio.folder / "posted.mp4", seconds=2))
    studio.fill_in(CAPTION, "Everyone", allow=["comments"])
    with held_store(studio):
        dock.press("Post", "button")
        dock.wait_sentence("Reason.Posting")
        album.dock(studio, "posting")
    studio.wait_published(linked=True)


def uploading(studio, album):
    dock = studio.dock
    studio.sandbox.inject("slow_link", size_bytes=400_000, times=0)
    for name, clip in (("the whole raid", {"seconds": 12, "bitrate": "20M"}), ("bloopers of the week", {"seconds": 4})):
        studio.choose_clip(media.make_clip(studio.folder / f"{name}.mp4", **clip))
        studio.fill_in(name, "Friends")
        dock.press("Post", "button")
        dock.wait_sentence("Clip.Empty")
    dock.wait_text("/s")
    album.dock(studio, "uploading-and-waiting", below=True)
    dock.press("Pause", "button")
    dock.wait_sentence("Job.Paused")
    album.dock(studio, "paused", below=True)
    studio.sandbox.clear_faults()
    dock.press("Resume", "button")
    studio.wait_published(posts=3, timeout_s=60)
    wait_until(lambda: not dock.says(studio.texts.pattern("Job.Processing")), 20, "both are over")


def processing(studio, album):
    dock = studio.dock
    studio.sandbox.set_processing(25)
    studio.choose_clip(media.make_clip(studio.folder / "long at TikTok.mp4", seconds=5))
    studio.fill_in("how it is done", "Only me")
    dock.press("Post", "button")
    dock.wait_sentence("Job.Processing")
    album.dock(studio, "processing", below=True)
    studio.sandbox.set_processing(1)
    studio.wait_published(posts=4, timeout_s=60)


def posted(studio, album):
    wait_until(lambda: not studio.dock.says(studio.texts.pattern("Job.Processing")), 20, "the post is over")
    album.dock(studio, "posted", below=True)
    studio.dock.unfold_post("Job.Published")
    album.dock(studio, "posted-unfolded", below=True)
    studio.dock.press("History…", "button")
    history = studio.dock.dialog(studio.texts["History.Title"])
    studio.dock.wait_text(CAPTION, within=history)
    album.dialog(studio, "history", history)
    history.find("Close", "button").press()


def refused(studio, album):
    dock = studio.dock
    studio.choose_clip(studio.folder / "posted.mp4")
    studio.fill_in("once more", "Friends")
    dock.press("Post", "button")
    dock.wait_sentence("Error.posted_already")
    album.dock(studio, "refused-repeat")
    dock.put_clips_away()
    dock.press("Clear finished", "button")
    for name, fault, sentence in (
            ("failed-edit", {"name": "error_code", "endpoint": "video_init", "code": "privacy_level_option_mismatch"},
             "Error.privacy_not_offered"),
            ("failed-retry", {"name": "fail_reason", "code": "internal"}, "Error.tiktok_failed_inside"),
            ("outcome-unknown", {"name": "error_code", "endpoint": "status", "code": "invalid_publish_id", "times": 0},
             "Error.post_unknown_to_tiktok")):
        fault = dict(fault)
        studio.sandbox.inject(fault.pop("name"), **fault)
        studio.choose_clip(media.make_clip(studio.folder / f"{name}.mp4", seconds=2 + len(name) / 10))
        studio.fill_in(f"This one is an example: {name}", "Friends")
        dock.press("Post", "button")
        dock.wait_sentence(sentence, timeout_s=60)
        album.dock(studio, name, below=True)
        studio.sandbox.clear_faults()
        dock.press("Clear finished", "button")


# Auto-publish

def auto_publish(studio, album):
    dock = studio.dock
    dock.press(TOGGLE, "check box")
    dialog = dock.dialog(TOGGLE)
    dock.wait_enabled("Who can view", "combo box", within=dialog)
    album.dialog(studio, "preset", dialog)
    dock.wait_enabled("Who can view", "combo box", within=dialog).choose("Only me")
    dialog.wait("Caption", "text").write("by itself from {scene}")
    dock.wait_enabled("Turn on", "button", within=dialog).press()
    dock.wait_sentence("AutoPublish.Armed")
    album.dock(studio, "armed", below=True)
    record(studio)
    dock.wait_sentence("AutoPublish.Countdown", timeout_s=15)
    album.dock(studio, "countdown")
    dock.press("Cancel", "button")
    dock.put_clips_away()
    studio.sandbox.change_creator(privacy_level_options=["PUBLIC_TO_EVERYONE"])
    record(studio)
    dock.wait_sentence("AutoPublish.Review", timeout_s=15)
    album.dock(studio, "review")
    studio.sandbox.change_creator(privacy_level_options=[])
    dock.press(studio.texts["Seen"], "button")
    dock.put_clips_away()


def record(studio):
    studio.obs.start_recording()
    studio.let_run(2)
    studio.obs.stop_recording()


# Dialogs, and what is wrong with this computer

def photos(studio, album):
    studio.dock.press("Photos…")
    dialog = studio.dock.dialog("Post photos")
    studio.dock.wait_enabled("Who can view", "combo box", within=dialog)
    album.dialog(studio, "photos", dialog)
    dialog.wait("Photo addresses, one per line", "text").write("http://example.com/one.jpg")
    album.dialog(studio, "photos-filled", dialog)


def damaged_store(studio, album):
    studio.obs.quit()
    store_file(studio).write_bytes(b"no database" * 1000)
    studio.start()
    studio.dock.pull_out()
    studio.dock.wait_sentence("Error.store_damaged")
    album.dock(studio, "store-trouble", below=True)


def no_keychain(studio, album):
    studio.connect_quickly()
    studio.dock.wait_sentence("Account.SealedInFile")
    album.dock(studio, "keychain-notice")


# For each group OBS is started anew, with these options of Studio's.
GROUPS = (
    ((connecting,), {"credentials": False}),
    ((lambda studio, album: studio.connect_quickly(), preparing, ready, unusable, several, posting, uploading, processing,
      posted, refused, auto_publish, photos, damaged_store), {}),
    ((no_keychain,), {"keyring": False}),
)


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


def store_file(studio):
    return studio.obs.settings / "plugin_config" / "direct-post" / "posts.sqlite"


@contextlib.contextmanager
def held_store(studio):
    """Somebody else holds the list of posts: the answer to Post takes its time."""
    with contextlib.closing(sqlite3.connect(store_file(studio), isolation_level=None)) as store:
        store.execute("BEGIN IMMEDIATE")
        yield
        store.execute("ROLLBACK")
