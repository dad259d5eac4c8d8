"""What is not as it should be on this computer."""

import contextlib
import fcntl

from .posts import store_file


def no_keychain(studio, album):
    studio.connect_quickly()
    studio.dock.wait_sentence("Account.SealedInFile")
    album.dock(studio, "keychain-notice")
    studio.dock.menu(studio.texts["Settings"])
    dialog = studio.dock.dialog(studio.texts["Settings.Title"])
    album.dialog(studio, "settings-without-keychain", dialog)
    dialog.find(studio.texts["Settings.CopyDiagnostics"], "button").press()
    studio.dock.wait_sentence("Settings.DiagnosticsCopied", within=dialog)
    album.dialog(studio, "settings-diagnostics-copied", dialog)
    dialog.find("Cancel", "button").press()
    studio.dock.press(studio.texts["Seen"])


def failed_recording(studio, album):
    """The disk is full in the middle of it."""
    with studio.obs.full_disk():
        studio.obs.start_recording()
        studio.dock.wait_sentence("Error.recording_failed", timeout_s=30)
    studio.dock.application().wait("OK", "button").press()  # OBS's own message holds everything up
    studio.dock.wait_sentence("Reason.NoPrivacy", timeout_s=30)
    album.dock(studio, "recording-failed")
    studio.dock.put_clips_away()


def another_obs(studio, album):
    with restarted(studio):
        lock = open(store_file(studio).with_name("publisher.lock"), "w")
        fcntl.flock(lock, fcntl.LOCK_EX)
    studio.dock.wait_sentence("Job.DrivenElsewhere")
    studio.dock.press(studio.texts["Seen"])
    album.dock(studio, "driven-elsewhere", below=True)
    lock.close()


def damaged_store(studio, album):
    with restarted(studio):
        store_file(studio).write_bytes(b"no database" * 1000)
    studio.dock.wait_sentence("Error.store_damaged")
    studio.dock.press(studio.texts["Seen"])
    album.dock(studio, "store-damaged", below=True)


@contextlib.contextmanager
def restarted(studio):
    """What is done within happens while OBS is away."""
    studio.obs.quit()
    yield
    studio.start()  # OBS remembers that the dock was pulled out
    studio.wait_connected()


STATES = (no_keychain, failed_recording, another_obs, damaged_store)
