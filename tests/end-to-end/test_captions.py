"""Captions: words of the clip, hashtags and captions that were kept, and what the dock says about them."""

from harness.case import StudioTest
from harness.waiting import wait_until

TOGGLE = "Auto-publish after recording"


class Captions(StudioTest):
    def setUp(self):
        self.dock.put_clips_away()
        self.already = len(self.sandbox.posts())

    def caption(self):
        return self.dock.wait_enabled("Caption", "text").text()

    def open_menu(self, within=None):
        self.dock.wait_enabled("Insert into the caption", "button", within=within).press()

    def insert(self, *way, within=None):
        """The entry at the end of this way through the menu."""
        self.open_menu(within)
        for entry in way:
            (within or self.dock.root()).wait(entry, "menu item").press()

    def write(self, text):
        self.dock.write_caption(text)
        wait_until(lambda: self.caption() == text, 5, "it is written")

    def test_words_of_the_clip_are_filled_in_and_the_caption_can_be_taken_again(self):
        file = self.studio.record()
        self.insert(f"Name of the clip: {file.stem}")
        wait_until(lambda: self.caption() == file.stem, 5, self.caption)
        self.write("")
        self.insert("Scene: Show")
        wait_until(lambda: self.caption() == "Show", 5, self.caption)
        caption = "in Show  🎮\n\n#one #two"
        self.write(caption)
        self.dock.choose_privacy("Only me")
        self.dock.press("Post", "button")
        self.assertEqual(caption, self.studio.wait_published(posts=self.already + 1)["title"])

        self.studio.record()
        self.insert("Earlier captions", "in Show 🎮 #one #two")
        wait_until(lambda: self.caption() == caption, 5, self.caption)

    def test_hashtags_are_kept_as_a_set_and_six_are_noted(self):
        self.studio.record()
        self.write("clutch #a #b #c #d #e #f")
        self.dock.wait_sentence("Caption.ManyHashtags")
        self.insert("Hashtags", "Hashtag sets…")
        dialog = self.dock.dialog("Hashtag sets")
        self.dock.wait_text("Enter a name for the set.", within=dialog)
        dialog.wait("Name", "text").write("Letters")
        self.dock.wait_enabled("Save", "button", within=dialog).press()
        dialog.wait("Close", "button").press()
        wait_until(lambda: not dialog.is_showing(), 5, "the sets are closed")
        self.write("")
        self.insert("Hashtags", "Letters")
        wait_until(lambda: self.caption() == "#a #b #c #d #e #f", 5, self.caption)

    def test_a_word_that_is_unknown_keeps_auto_publish_off_and_known_ones_are_filled_in(self):
        self.dock.press(TOGGLE, "check box")
        dialog = self.dock.dialog(TOGGLE)
        self.dock.wait_enabled("Who can view", "combo box", within=dialog).choose("Only me")
        caption = dialog.wait("Caption", "text")
        caption.write("{scene} {gaem}")
        self.dock.wait_sentence("Caption.UnknownWord", within=dialog)
        self.dock.wait_sentence("Reason.UnknownWord", within=dialog)
        self.assertFalse(dialog.find("Turn on", "button").is_enabled())
        caption.write("")
        self.insert("Scene: {scene}", within=dialog)
        wait_until(lambda: caption.text() == "{scene}", 5, caption.text)
        caption.write("{scene} by {profile}, {duration}{mark}")
        self.dock.wait_enabled("Turn on", "button", within=dialog).press()
        self.studio.record_only()
        self.dock.press("Post now", "button", timeout_s=15)
        post = self.studio.wait_published(posts=self.already + 1, timeout_s=30)
        self.assertRegex(post["title"], r"^Show by Show, 0:0\d$")
        self.dock.press(TOGGLE, "check box")


class CapturedGame(StudioTest):
    options = {"windows": True}
    connected = False

    def test_the_game_that_was_captured_when_the_recording_began_is_offered(self):
        obs = self.studio.obs
        game = obs.ask("CreateInput", sceneName="Show", inputName="Game", inputKind="xcomposite_input",
                       inputSettings={"capture_window": "1\r\nTom & Jerry\r\ntomjerry"}, sceneItemEnabled=True)
        obs.start_recording()
        obs.wait_recorded(1)
        obs.ask("SetSceneItemEnabled", sceneName="Show", sceneItemId=game["sceneItemId"], sceneItemEnabled=False)
        obs.wait_recorded(2)
        obs.stop_recording()
        self.dock.wait_enabled("Insert into the caption", "button", timeout_s=15).press()
        self.dock.wait("Game or window: Tom & Jerry", "menu item").press()
        wait_until(lambda: self.dock.wait("Caption", "text").text() == "Tom & Jerry", 5, "it is filled in")
