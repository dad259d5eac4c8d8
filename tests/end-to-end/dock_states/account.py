"""Who is posting: from the first start on."""

from harness import media
from harness.waiting import wait_until


def settings(studio, album):
    dock = studio.dock
    album.dock(studio, "first-start")
    dock.press("Connect TikTok")
    dialog = dock.dialog(studio.texts["Settings.Title"])
    album.dialog(studio, "settings-empty", dialog)
    studio.enter_credentials()
    dock.wait_enabled("Connect TikTok")
    album.dock(studio, "disconnected")
    dock.menu(studio.texts["Settings"])
    dialog = dock.dialog(studio.texts["Settings.Title"])
    album.dialog(studio, "settings-filled", dialog)
    for page in ("Clips", "Files", "Remote"):
        dialog.wait(studio.texts[f"Settings.Page{page}"], "list item").click()
        album.dialog(studio, f"settings-{page.lower()}", dialog)
    dialog.find("Cancel", "button").press()


def login(studio, album):
    dock = studio.dock
    dock.press("Connect TikTok")
    album.dock(studio, "waiting-for-browser")
    dock.wait_sentence("Login.Help", timeout_s=20)
    album.dock(studio, "login-takes-long")
    studio.sandbox.decline(studio.browser.next_link())
    dock.wait_sentence("Error.login_declined")
    album.dock(studio, "login-declined")
    dock.press("Connect TikTok")
    studio.sandbox.agree(studio.browser.next_link())
    studio.wait_connected()
    album.dock(studio, "connected")


def leave(studio, album):
    dock = studio.dock
    album.dialog(studio, "account-menu", dock.open_menu("Account and settings"))
    dock.root().find_like(studio.texts.pattern("Account.DisconnectOne"), "menu item").press()
    dock.wait_sentence("Account.DisconnectQuestion")
    album.dock(studio, "disconnect-question")
    dock.press(studio.texts["Account.KeepConnected"])


def several(studio, album):
    """Tom is connected beside Nia, and each has a post."""
    dock = studio.dock
    studio.sandbox.change_creator(open_id="open-tom", username="tomplays", nickname="Tom Plays")
    studio.add_account("open-tom", "Tom Plays")
    dock.wait_text("@tomplays")
    album.dialog(studio, "account-menu-of-two", dock.open_menu("Account and settings"))
    dock.wait("@tomplays", "check menu item", "menu item").press()
    studio.sandbox.inject("slow_link", size_bytes=400_000, times=0)
    studio.choose_clip(media.make_clip(studio.folder / "toms raid.mp4", seconds=12, bitrate="20M"))
    album.dock(studio, "posting-to-one-of-two")
    studio.fill_in("Tom's raid", "Friends")
    dock.press("Post", "button")
    dock.wait_sentence("Job.Speed")
    studio.switch_to(f"@{studio.sandbox.username}", studio.sandbox.nickname)
    studio.choose_clip(media.make_clip(studio.folder / "nias clutch.mp4", seconds=3))
    studio.fill_in("Nia's clutch", "Friends")
    dock.press("Post", "button")
    dock.wait_sentence("Job.Waiting")
    album.dock(studio, "posts-of-two", below=True)
    studio.disconnect_one("@tomplays")
    studio.sandbox.clear_faults()
    dock.wait_sentence("Error.other_account", timeout_s=60)
    wait_until(lambda: studio.sandbox.posts()[-1]["status"] == "PUBLISH_COMPLETE", 20, "Nia has posted")
    album.dock(studio, "account-of-a-post-removed", below=True)
    dock.press("Cancel", "button")
    dock.wait_sentence("Job.Cancelled")


def expired(studio, album):
    """TikTok takes its permission back while a clip is at hand."""
    studio.sandbox.inject("token_dies", endpoint="creator_info")
    studio.sandbox.inject("error_code", endpoint="token", code="invalid_grant")
    studio.record_only()
    studio.dock.wait_sentence("Account.Expired", timeout_s=20)
    album.dock(studio, "expired")
    studio.sandbox.clear_faults()
    studio.dock.press("Connect TikTok")
    studio.sandbox.agree(studio.browser.next_link())
    studio.dock.wait_sentence("Reason.NoPrivacy")
    studio.dock.put_clips_away()


STATES = (settings, login, leave, expired, several)
