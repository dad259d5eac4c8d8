"""Pictures of this computer in the form for photos, and where they are put."""

from harness import bucket
from harness.processes import run


def hosting(studio, album):
    dock = studio.dock
    dock.press("Photos…")
    form = dock.dialog("Post photos")
    dock.wait_enabled("Who can view", "combo box", within=form)
    album.dialog(studio, "photos-without-hosting", form)
    form.wait(studio.texts["Photos.SetUpHosting"], "button").press()
    page = dock.dialog(studio.texts["Hosting.Title"])
    album.dialog(studio, "hosting", page)
    url = studio.website.url
    for key, text in (("Server", url), ("Bucket", bucket.NAME), ("Region", bucket.REGION), ("Folder", "clips"),
                      ("KeyId", bucket.KEY_ID), ("PublicAddress", f"{url}/{bucket.NAME}/clips")):
        page.wait(studio.texts[f"Hosting.{key}"], "text").write(text)
    secret = page.wait(studio.texts["Hosting.Key"], "password text", "text")
    secret.write("another key")
    dock.wait_enabled(studio.texts["Hosting.Test"], "button", within=page).press()
    dock.wait_sentence("Error.hosting_denied", within=page)
    album.dialog(studio, "hosting-denied", page)
    secret.write(bucket.KEY)
    dock.wait_enabled(studio.texts["Hosting.Test"], "button", within=page).press()
    dock.wait_sentence("Hosting.TestPassed", within=page)
    album.dialog(studio, "hosting-tested", page)
    page.find(studio.texts["Settings.Save"], "button").press()


def added(studio, album):
    form = studio.dock.dialog("Post photos")
    files = [studio.folder / name for name in ("Screenshot 2026-11-28 21-30-12.png", "no picture.png")]
    run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1280x720", "-frames:v", "1", files[0])
    files[1].write_text("no picture")
    form.wait(studio.texts["Photos.AddPictures"], "button").press()
    chooser = studio.dock.application().wait(studio.texts["Photos.AddPictures"], "dialog", "file chooser")
    chooser.wait("File name:", "text").write(" ".join(f'"{file}"' for file in files))
    chooser.wait("Open", "button").press()
    studio.dock.wait_sentence("Photos.PictureReady", within=form)
    studio.dock.wait_sentence("Error.photo_unreadable", within=form)
    album.dialog(studio, "photos-with-pictures", form)


STATES = (lambda studio, album: studio.connect_quickly(), hosting, added)
