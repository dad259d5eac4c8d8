"""Pictures of this computer in a photo post: converted, put into the creator's own bucket, fetched from there by TikTok."""

from harness import bucket
from harness.case import StudioTest
from harness.processes import run
from harness.waiting import wait_until

# EXIF of one entry: orientation 6, the camera was held on its side.
TURNED = bytes.fromhex("ffe10022" "457869660000" "4d4d002a00000008" "0001" "0112000300000001" "0006000000000000")


class Pictures(StudioTest):
    options = {"website": True, "tls": False}  # the sandbox may also be plain http on this computer

    def make_pictures(self):
        screenshot, photo = (self.studio.folder / name for name in ("screenshot.png", "photo.jpg"))
        for size, file in (("4000x3000", screenshot), ("1600x900", photo)):
            run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=size={size}", "-frames:v", "1", file)
        plain = photo.read_bytes()
        photo.write_bytes(plain[:2] + TURNED + plain[2:])
        return screenshot, photo

    def set_up(self, form):
        form.wait("Set up photo hosting…", "button").press()
        page = self.dock.dialog("Photo hosting")
        url = self.studio.website.url
        for label, text in (("Address of the server", url), ("Bucket name", bucket.NAME), ("Region of the bucket", bucket.REGION),
                            ("Folder in the bucket", "clips"), ("Access key ID", bucket.KEY_ID),
                            ("Public address of the folder", f"{url}/{bucket.NAME}/clips")):
            page.wait(label, "text").write(text)
        page.wait("Remove pictures once TikTok has posted them", "check box").press()
        secret = page.wait("Secret access key", "password text", "text")
        secret.write("another key")
        self.dock.wait_enabled("Test", "button", within=page).press()
        self.dock.wait_sentence("Error.hosting_denied", within=page)
        secret.write(bucket.KEY)
        self.dock.wait_enabled("Test", "button", within=page).press()
        self.dock.wait_sentence("Hosting.TestPassed", within=page)
        self.assertEqual([], self.studio.website.bucket_files(), "the test leaves nothing behind")
        page.find("Save", "button").press()
        wait_until(lambda: not page.is_showing(), 5, "the page is closed")

    def add(self, form, *files):
        form.wait("Add pictures…", "button").press()
        chooser = self.dock.application().wait("Add pictures…", "dialog", "file chooser")
        chooser.wait("File name:", "text").write(" ".join(f'"{file}"' for file in files))
        chooser.wait("Open", "button").press()
        for file in files:
            self.dock.wait_text(f"{file.name} is ready", 20, within=form)

    def test_two_pictures_are_added_and_posted_and_removed_again(self):
        self.dock.press("Photos…")
        form = self.dock.dialog("Post photos")
        self.set_up(form)
        self.add(form, *self.make_pictures())
        sizes = sorted(size_of(file) for file in self.studio.website.bucket_files())
        self.assertEqual([(900, 1600), (1440, 1080)], sizes, "upright, and no larger than TikTok takes")
        for file in self.studio.website.bucket_files():
            self.assertNotIn(b"Exif", file.read_bytes())
        self.dock.wait_enabled("Who can view", "combo box", within=form).choose("Only me")
        self.dock.wait_enabled("Post photos", "button", within=form).press()
        post = self.studio.wait_published()
        self.assertEqual(2, len(post["urls"]))
        for url in post["urls"]:
            self.assertTrue(url.startswith(f"{self.studio.website.url}/{bucket.NAME}/clips/direct-post-"), url)
        self.assertGreater(post["stored_bytes"], 0, "TikTok fetched them")
        self.assertEqual(1, post["inits"])
        wait_until(lambda: not self.studio.website.bucket_files(), 20, "the pictures are gone from the bucket")
        self.assert_told_nobody(bucket.KEY)

    def assert_told_nobody(self, secret):
        files = [file for file in self.studio.obs.settings.rglob("*") if file.is_file()]
        for file in [*files, *self.studio.folder.glob("obs*.log")]:
            self.assertNotIn(secret.encode(), file.read_bytes(), file)


def size_of(file):
    """Width and height."""
    return tuple(map(int, run("ffprobe", "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", file)
                     .strip().split(",")))
