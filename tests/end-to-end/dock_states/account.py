"""Who is posting: from the first start on."""


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
    dock.wait("Disconnect", "menu item").press()
    dock.wait_sentence("Account.DisconnectQuestion")
    album.dock(studio, "disconnect-question")
    dock.press(studio.texts["Account.KeepConnected"])


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


STATES = (settings, login, leave, expired)
