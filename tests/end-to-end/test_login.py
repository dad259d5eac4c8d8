"""Logging in, and everything that can go wrong on the way through the browser."""

import urllib.error
import urllib.parse
import urllib.request

from harness.case import StudioTest


class Login(StudioTest):
    connected = False

    def begin(self):
        """Presses Connect. The authorize link, and where its answer is expected."""
        self.studio.browser.forget_links()
        self.dock.press("Connect TikTok")
        link = self.studio.browser.next_link()
        return link, urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["redirect_uri"][0]

    def tearDown(self):
        self.sandbox.clear_faults()
        if self.dock.says(self.sandbox.nickname):
            self.studio.disconnect()

    def test_a_login_in_the_browser_shows_who_is_posting(self):
        self.studio.connect()
        self.dock.wait_text("@" + self.sandbox.username)

    def test_a_denied_consent_is_named_and_can_be_tried_again(self):
        link, _ = self.begin()
        self.studio.browser.visit(link)
        self.studio.browser.click("Cancel")
        self.dock.wait_sentence("Error.login_declined")
        self.studio.connect_quickly()

    def test_an_answer_with_the_wrong_state_changes_nothing(self):
        link, redirect = self.begin()
        before = len(self.sandbox.requests("token"))
        call(redirect, code="stolen", state="wrong")
        self.dock.wait_sentence("Account.WaitingForBrowser")
        self.assertEqual(before, len(self.sandbox.requests("token")))
        self.sandbox.agree(link)
        self.studio.wait_connected()

    def test_a_second_answer_is_not_exchanged(self):
        link, redirect = self.begin()
        before = len(self.sandbox.requests("token"))
        self.sandbox.agree(link)
        self.studio.wait_connected()
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["state"][0]
        call(redirect, code="another", state=state)
        self.studio.wait_connected()
        self.assertEqual(before + 1, len(self.sandbox.requests("token")))

    def test_a_browser_that_never_returns_can_be_given_up(self):
        _, redirect = self.begin()
        self.dock.press("Cancel")
        self.dock.wait_enabled("Connect TikTok")
        self.assertEqual("refused", call(redirect, code="late", state="late"))

    def test_the_link_is_copied_for_another_browser(self):
        link, _ = self.begin()
        self.dock.copy_link()
        settings = self.dock.open_settings()
        field = settings.wait(self.studio.texts["Settings.ClientKey"], "text")
        self.assertEqual(link, field.paste())
        settings.wait("Cancel", "button").press()
        self.sandbox.agree(link)
        self.studio.wait_connected()

    def test_a_token_reply_that_is_html_is_named_and_can_be_tried_again(self):
        self.sandbox.inject("html_reply", endpoint="token")
        link, _ = self.begin()
        self.sandbox.agree(link)
        self.dock.wait_sentence("Error.sign_in_page")
        self.sandbox.clear_faults()
        self.studio.connect_quickly()


    def test_a_browser_on_another_computer_is_helped_by_hand(self):
        link, _ = self.begin()
        self.dock.wait_sentence("Account.StillWaiting", timeout_s=20)
        address = self.sandbox.agree_elsewhere(link)
        for wrong, sentence in (("no address", "login_address_unreadable"),
                                (address + "0", "login_address_of_another"),
                                (link, "login_address_without_code")):
            self.finish_by_hand(wrong)
            self.dock.wait_sentence(f"Error.{sentence}")
        self.finish_by_hand(address)
        self.studio.wait_connected()

    def finish_by_hand(self, address):
        self.dock.wait(self.studio.texts["Login.Address"], "password text", "text").write(address)
        self.dock.press(self.studio.texts["Login.Finish"])


class WrongKey(StudioTest):
    """TikTok shows a page of its own then, from which no answer comes."""

    options = {"credentials": False}
    connected = False
    broken_rules = ("authorize_parameter",)

    def test_the_way_out_of_tiktoks_error_page_is_shown_and_leads_to_a_login(self):
        self.dock.press("Connect TikTok")
        self.studio.enter_credentials("no-such-key")
        self.dock.press("Connect TikTok")
        self.studio.browser.visit(self.studio.browser.next_link())
        self.dock.wait_sentence("Login.Help", timeout_s=20)
        self.dock.press(self.studio.texts["Settings"])
        self.studio.enter_credentials()
        self.dock.wait_sentence("Error.login_app_changed")
        self.studio.connect_quickly()


class SilentWallets(StudioTest):
    """A KDE session whose wallets start and do not answer."""

    options = {"credentials": False, "keyring": False, "silent_wallets": True}
    connected = False

    def test_obs_starts_works_and_ends_while_it_waits_for_them(self):
        self.dock.press("Connect TikTok")
        self.studio.enter_credentials()
        self.dock.wait_enabled("Connect TikTok")


class LoginThatCannotBeRead(StudioTest):
    options = {"keyring": False}

    def test_it_is_there_again_when_it_can_be_read_and_is_tried_again(self):
        studio = self.studio
        studio.obs.quit()
        file = next((studio.obs.settings / "plugin_config" / "direct-post").glob("account*.json"))
        aside = file.rename(file.with_suffix(".aside"))
        file.mkdir()  # in the way
        studio.start()
        self.dock.wait_sentence("Error.account_file_unreadable")
        file.rmdir()
        aside.rename(file)
        self.dock.press("Try again", "button")
        studio.wait_connected()


class NoCredentials(StudioTest):
    options = {"credentials": False}
    connected = False

    def test_without_credentials_the_settings_ask_for_them_and_login_goes_on(self):
        self.dock.press("Connect TikTok")
        self.studio.enter_credentials()
        self.studio.connect()


def call(redirect, **query):
    """What a browser would do with the answer. The HTTP status, or "refused" when nobody listens."""
    try:
        with urllib.request.urlopen(f"{redirect}?{urllib.parse.urlencode(query)}", timeout=5) as reply:
            return reply.status
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, ConnectionError):
        return "refused"
