"""Auto-publish, and photos: the two other ways to a post, each with a form of its own."""

import contextlib

TOGGLE = "Auto-publish after recording"


def arming(studio, album):
    dock = studio.dock
    dock.press(TOGGLE, "check box")
    dialog = dock.dialog(TOGGLE)
    dock.wait_enabled("Who can view", "combo box", within=dialog)
    album.dialog(studio, "preset", dialog)
    dock.wait_enabled("Who can view", "combo box", within=dialog).choose("Only me")
    dialog.wait("Caption", "text").write("by itself from {scene}")
    dialog.wait("Layout", "combo box").choose("Vertical, blurred surround")
    dialog.wait("Only the last part:", "check box").press()
    dock.wait_enabled("Turn on", "button", within=dialog)
    album.dialog(studio, "preset-filled", dialog)
    dock.wait_enabled("Turn on", "button", within=dialog).press()
    dock.wait_sentence("AutoPublish.Armed")
    album.dock(studio, "armed", below=True)


def counting_down(studio, album):
    dock = studio.dock

    @contextlib.contextmanager
    def countdown():
        studio.record_only()
        dock.wait_sentence("AutoPublish.Countdown", timeout_s=15)
        yield
        dock.press("Cancel", "button")
        dock.put_clips_away()

    album.dock(studio, "countdown", during=countdown)
    studio.sandbox.change_creator(privacy_level_options=["PUBLIC_TO_EVERYONE"])
    studio.record_only()
    dock.wait_sentence("AutoPublish.Review", timeout_s=15)
    album.dock(studio, "review")
    studio.sandbox.change_creator(privacy_level_options=[])
    dock.press(studio.texts["Seen"], "button")
    dock.put_clips_away()


def photos(studio, album):
    studio.dock.press("Photos…")
    dialog = studio.dock.dialog("Post photos")
    studio.dock.wait_enabled("Who can view", "combo box", within=dialog)
    album.dialog(studio, "photos", dialog)
    addresses = dialog.wait("Photo addresses, one per line", "text")
    addresses.write("http://example.com/one.jpg")
    album.dialog(studio, "photos-not-https", dialog)
    addresses.write("https://example.com/one.jpg\nhttps://example.com/pictures/two.jpg")
    dialog.wait("Title", "text").write("Two pictures of the same show")
    dialog.wait("Description", "text").write("of the same show 📷 #backstage")
    studio.dock.wait_enabled("Who can view", "combo box", within=dialog).choose("Everyone")
    studio.dock.wait_enabled("Post photos", "button", within=dialog)
    album.dialog(studio, "photos-filled", dialog)


STATES = (lambda studio, album: studio.connect_quickly(), arming, counting_down, photos)
