"""Posts: handed over, on their way, and what became of them."""

import contextlib
import sqlite3

from harness import media
from harness.waiting import wait_until

from .clips import CAPTION


def posting(studio, album):
    """The answer to Post takes its time, as somebody else holds the list of posts."""
    dock = studio.dock
    taken = 0

    @contextlib.contextmanager
    def being_posted():
        nonlocal taken
        taken += 1
        studio.choose_clip(media.make_clip(studio.folder / f"clutch {taken}.mp4", seconds=1 + taken))
        studio.fill_in(CAPTION, "Everyone", allow=["comments"])
        with held_store(studio):
            dock.press("Post", "button")
            dock.wait_sentence("Reason.Posting")
            yield
        if dock.says(studio.texts.pattern("Error.store_busy")):  # on a slow machine, patience ends before
            dock.press("Post", "button")
        studio.wait_published(posts=taken, linked=True, timeout_s=40)

    album.dock(studio, "posting", during=being_posted)
    posted(studio, album)


def posted(studio, album):
    dock = studio.dock
    wait_until(lambda: not dock.says(studio.texts.pattern("Job.Processing")), 20, "the posts are over")
    album.dock(studio, "posted", below=True)
    dock.unfold_post("Job.Published")
    album.dock(studio, "posted-unfolded", below=True)
    dock.press("History…", "button")
    history = dock.dialog(studio.texts["History.Title"])
    dock.wait_text(CAPTION, within=history)
    album.dialog(studio, "history", history)
    dock.export_history(history, studio.folder / "posts.csv")
    dock.wait_text("posts.csv", within=history)
    album.dialog(studio, "history-exported", history)
    history.wait(studio.texts["History.Search"], "text").write("no such words")
    dock.wait_sentence("History.Empty", within=history)
    album.dialog(studio, "history-without-a-find", history)
    history.find("Close", "button").press()


def uploading(studio, album):
    dock = studio.dock
    studio.sandbox.inject("slow_link", size_bytes=400_000, times=0)
    for name, clip in (("the whole raid", {"seconds": 12, "bitrate": "20M"}), ("bloopers of the week", {"seconds": 4})):
        studio.choose_clip(media.make_clip(studio.folder / f"{name}.mp4", **clip))
        studio.fill_in(name, "Friends")
        dock.press("Post", "button")
        dock.wait_sentence("Clip.Empty")
    dock.wait_sentence("Job.Speed")
    album.dock(studio, "uploading-and-waiting", below=True)
    studio.choose_clip(media.make_clip(studio.folder / "the next one.mp4", seconds=3))
    album.dock(studio, "uploading-beside-a-clip", below=True)
    dock.put_clips_away()
    dock.press("Pause", "button")
    dock.wait_sentence("Job.Paused")
    album.dock(studio, "paused", below=True)
    studio.sandbox.clear_faults()
    dock.press("Resume", "button")
    wait_until(lambda: all(post["status"] == "PUBLISH_COMPLETE" for post in studio.sandbox.posts()), 180, "both are out")
    wait_until(lambda: not dock.says(studio.texts.pattern("Job.Processing")), 20, "the dock knows it")


def slow_line(studio, album):
    dock = studio.dock
    already = len(studio.sandbox.posts())
    studio.sandbox.inject("slow_link", size_bytes=500_000)
    post(studio, "took its time", seconds=2, bitrate="10M")
    studio.wait_published(posts=already + 1, timeout_s=40)
    studio.choose_clip(media.grow(media.make_clip(studio.folder / "all night.mp4"), 3_900_000_000))
    dock.wait_sentence("Error.upload_may_take_too_long")
    album.dock(studio, "slow-line")
    dock.put_clips_away()


def at_tiktok(studio, album):
    """TikTok has trouble taking it, takes its time to say that it has it all, and then to process it."""
    dock = studio.dock
    already = len(studio.sandbox.posts())
    studio.sandbox.inject("http_error_before", endpoint="video_init", http_status=503, times=0)
    post(studio, "how it is done", seconds=5)
    dock.wait_sentence("Error.tiktok_down", timeout_s=30)
    album.dock(studio, "tiktok-in-trouble", below=True)
    studio.sandbox.clear_faults()
    studio.sandbox.set_processing(25)
    dock.wait_sentence("Job.Processing", timeout_s=60)
    album.dock(studio, "processing", below=True)
    studio.sandbox.set_processing(0)
    studio.wait_published(posts=already + 1, timeout_s=60)


def waiting_for_account(studio, album):
    dock = studio.dock
    studio.sandbox.inject("http_error_before", endpoint="video_init", http_status=503, times=0)
    post(studio, "until I am back", seconds=6)
    dock.wait_sentence("Error.tiktok_down", timeout_s=30)
    studio.disconnect()
    dock.wait_sentence("Job.WaitingForAccount", timeout_s=60)
    album.dock(studio, "waiting-for-account", below=True)
    studio.sandbox.clear_faults()
    dock.press("Cancel", "button")
    dock.wait_sentence("Job.Cancelled")
    album.dock(studio, "cancelled", below=True)


def refused(studio, album):
    dock = studio.dock
    studio.choose_clip(studio.folder / "clutch 1.mp4")
    studio.fill_in("once more", "Friends")
    dock.press("Post", "button")
    dock.wait_sentence("Error.posted_already")
    album.dock(studio, "refused-repeat")
    dock.put_clips_away()
    for name, fault, sentence in (
            ("failed-edit", {"name": "error_code", "endpoint": "video_init", "code": "privacy_level_option_mismatch"},
             "Error.privacy_not_offered"),
            ("failed-retry", {"name": "fail_reason", "code": "internal"}, "Error.tiktok_failed_inside"),
            ("outcome-unknown", {"name": "error_code", "endpoint": "status", "code": "invalid_publish_id", "times": 0},
             "Error.post_unknown_to_tiktok")):
        dock.press("Clear finished", "button")
        studio.sandbox.inject(**fault)
        post(studio, f"This one is an example: {name}", seconds=2 + len(name) / 10)
        dock.wait_sentence(sentence, timeout_s=60)
        album.dock(studio, name, below=True)
        studio.sandbox.clear_faults()


def drafted(studio, album):
    dock = studio.dock
    dock.press("Clear finished", "button")

    def clip(number):
        studio.choose_clip(media.make_clip(studio.folder / f"for the inbox {number}.mp4", seconds=7 + number))
        dock.write_caption("to be finished on the phone #speedrun")

    def send():
        dock.press("Send as a draft", "button")
        dock.wait_sentence("Job.SentToInbox", timeout_s=60)

    clip(1)
    send()
    album.dock(studio, "draft-in-the-inbox", below=True)
    for number in range(2, 5):
        clip(number)
        send()
    clip(5)
    dock.wait_sentence("Draft.Pending")
    album.dock(studio, "drafts-one-more")
    send()
    clip(6)
    dock.wait_sentence("Reason.TooManyDrafts")
    album.dock(studio, "drafts-too-many")
    dock.put_clips_away()


def later(studio, album):
    """A post waits for its moment, which OBS then is not there for."""
    dock, texts = studio.dock, studio.texts
    dock.press("Clear finished", "button")
    studio.choose_clip(media.make_clip(studio.folder / "the best of today.mp4", seconds=9))
    studio.fill_in("at dinner time #speedrun", "Everyone")
    dock.press(texts["Later.Menu"])
    dock.wait(texts["Later.At"], "menu item").press()
    dialog = dock.dialog(texts["Later.Title"])
    album.dialog(studio, "later", dialog)
    dock.wait_enabled(texts["Later.Post"], "button", within=dialog).press()
    dock.wait_sentence("Job.WaitsForMoment")
    album.dock(studio, "waiting-for-a-moment", below=True)
    with contextlib.closing(sqlite3.connect(store_file(studio))) as store, store:
        store.execute("UPDATE job SET moment_ms=moment_ms-24*3600*1000 WHERE waits_for=2")
    dock.wait_sentence("Job.MissedMoment")
    album.dock(studio, "missed-a-moment", below=True)
    dock.press("Cancel", "button")
    dock.wait_sentence("Job.Cancelled")


def post(studio, caption, **clip):
    studio.choose_clip(media.make_clip(studio.folder / f"{caption[-12:]}.mp4", **clip))
    studio.fill_in(caption, "Friends")
    studio.dock.press("Post", "button")


def store_file(studio):
    return studio.obs.settings / "plugin_config" / "direct-post" / "posts.sqlite"


@contextlib.contextmanager
def held_store(studio):
    """For as long as the plugin is patient with whoever has it."""
    with contextlib.closing(sqlite3.connect(store_file(studio), isolation_level=None)) as store:
        store.execute("BEGIN IMMEDIATE")
        yield
        store.execute("ROLLBACK")


STATES = (lambda studio, album: studio.connect_quickly(), posting, uploading, slow_line, at_tiktok, refused,
          drafted, later, waiting_for_account)
