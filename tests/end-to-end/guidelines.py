"""TikTok's content sharing guidelines, point by point, as their reviewer looks at the two forms: from the preview to the verdict.
The table in the README says where each is. Where TikTok gives the words, they stand here as TikTok gives them. What each of the
forms adds stands in test_guidelines_videos.py and test_guidelines_photos.py."""

from harness.waiting import wait_until

CONSENT = "By posting, you agree to TikTok's Music Usage Confirmation."
BRANDED_CONSENT = "By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation."
MUSIC = "https://www.tiktok.com/legal/page/global/music-usage-confirmation/en"
POLICY = "https://www.tiktok.com/legal/page/global/bc-policy/en"
UNFINISHED = "You need to indicate if your content promotes yourself, a third party, or both."
NOT_PRIVATE = "Branded content visibility cannot be set to private."
PROMOTIONAL = "Your photo/video will be labeled as 'Promotional content'"
PAID = "Your photo/video will be labeled as 'Paid partnership'"

AUDIENCES = {"PUBLIC_TO_EVERYONE": "Everyone", "MUTUAL_FOLLOW_FRIENDS": "Friends", "FOLLOWER_OF_CREATOR": "Followers",
             "SELF_ONLY": "Only me"}
INTERACTIONS = ("Allow comments", "Allow duet", "Allow stitch")
DISCLOSE = "Disclose commercial content"
BRANDS = ("Your brand", "Branded content")
CLOSE_PX = 12  # nothing fits between


class Guidelines:
    """What holds for both forms. The numbers are those of TikTok's points."""

    interactions = INTERACTIONS
    button = "Post"

    def setUp(self):
        self.sandbox.advance_clock(20)  # a reviewer takes their time: TikTok answers twenty questions a minute

    # What a reviewer does and sees; `form` is where, `show_again` and `make_ready` are how.

    def asked(self):
        return len(self.sandbox.requests("creator_info"))

    def asks_when(self, show):
        """Brings the form up by this; waits until TikTok has said what the creator may do."""
        before = self.asked()
        show()
        wait_until(lambda: self.asked() > before, 10, "TikTok is asked")
        asking = self.studio.texts["Reason.AskingTikTok"]
        wait_until(lambda: asking not in self.form.texts(), 10, "TikTok has answered")
        self.assertEqual(before + 1, self.asked())

    def change_creator(self, **changes):
        """At TikTok, until the end of the test; the form is shown once more."""
        creator = self.sandbox.state()["creators"][0]
        self.addCleanup(self.asks_when, self.show_again)
        self.addCleanup(self.sandbox.change_creator, **{name: creator[name] for name in changes})
        self.sandbox.change_creator(**changes)
        self.asks_when(self.show_again)

    def sent(self):
        """Everything by which a post begins."""
        return [one for one in self.sandbox.requests() if one["endpoint"].endswith("_init") or one["endpoint"] == "upload"]

    def box(self, label):
        return self.form.wait(label, "check box")

    def tick(self, label, on=True):
        box = self.dock.wait_enabled(label, "check box", within=self.form)
        if box.is_checked() != on:
            box.press()
            wait_until(lambda: self.box(label).is_checked() == on, 5, f"“{label}” is {on}")

    def privacy(self):
        return self.dock.wait_enabled("Who can view", "combo box", within=self.form)

    def unfold(self):
        if not self.form.find(DISCLOSE, "check box"):
            self.form.find("Disclosure, AI", "button", "check box", "toggle button").press()
            self.form.wait(DISCLOSE, "check box")

    def disclose(self, *brands):
        self.unfold()
        self.tick(DISCLOSE)
        for brand in sorted(BRANDS, key=lambda brand: brand in brands):  # off before on
            if self.box(brand).is_enabled():
                self.tick(brand, brand in brands)

    def undisclose(self):
        self.unfold()
        self.tick(DISCLOSE, on=False)

    def cannot_post(self, reason):
        """The button is grey; the words stand above it, and under the mouse."""
        def says():
            button = self.form.find(self.button, "button")
            return not button.is_enabled() and button.description() == reason and button

        button = wait_until(says, 5, lambda: f"“{reason}”:\n{self.form.outline()}")
        self.assertIn(reason, self.form.texts())
        self.hovers(button, reason)

    def hovers(self, widget, words):
        """What the mouse is told where it rests."""
        widget.hover()

        def tips():
            return [child.name for child in self.dock.application().children() if child.role == "tool tip"]

        wait_until(lambda: words in tips(), 5, lambda: f"the mouse is told “{words}”, not {tips()}")

    def prompts(self):
        return [text for text in self.form.texts() if "will be labeled" in text]

    def declares(self, words, *links):
        """These words directly above the button, and next to it in the order of reading. `links`: all that are in them."""
        texts = self.form.texts()
        self.assertIn(words, texts)
        self.assertEqual(self.button, texts[texts.index(words) + 1])
        line, button = self.form.find(words, "label"), self.form.find(self.button, "button")
        (left, top, width, height), (its_left, its_top, _, _) = line.box(), button.box()
        self.assertTrue(0 <= its_top - (top + height) <= CLOSE_PX, (line.box(), button.box()))
        self.assertTrue(left <= its_left < left + width)

        if not links:
            return
        self.studio.browser.forget_links()
        line.click_all_over()
        opened = set()

        def all_opened():
            while link := self.studio.browser.waiting_link():
                opened.add(link)
            return len(opened) >= len(links)

        wait_until(all_opened, 10, lambda: f"the links in “{words}” are opened: {opened}")
        self.assertEqual(set(links), opened)

    # 1. The creator

    def test_1a_tiktok_is_asked_about_the_creator_each_time_the_form_is_shown(self):
        for show in self.ways_to_show():
            self.asks_when(show)

    def test_1b_the_form_names_the_account_that_receives_the_post(self):
        self.assertTrue(any(self.sandbox.nickname in text for text in self.form.texts()))
        self.change_creator(nickname="Nia at Night")
        self.dock.wait_text("Nia at Night", within=self.form)

    def test_1c_a_creator_who_may_post_no_more_is_asked_to_come_back_later(self):
        self.change_creator(daily_post_cap=0)
        words = self.dock.wait_sentence("Error.daily_post_limit", within=self.form)
        self.assertIn("Try again later", words)
        self.assertFalse(self.form.find(self.button, "button").is_enabled())
        self.assertFalse(self.form.find("Who can view", "combo box").is_enabled())
        self.assertEqual([], self.sent())

    # 2. What the creator says about the post

    def test_2b_who_can_view_lists_exactly_what_tiktok_offers(self):
        options = self.sandbox.state()["creators"][0]["privacy_level_options"]
        self.assertEqual([AUDIENCES[option] for option in options], self.privacy().options())
        self.change_creator(privacy_level_options=["FOLLOWER_OF_CREATOR", "SELF_ONLY"])
        self.assertEqual(["Followers", "Only me"], self.privacy().options())

    def test_2c_nobody_is_chosen_and_nothing_can_be_posted_before_somebody_is(self):
        self.make_ready()
        self.assertNotIn(self.privacy().name, AUDIENCES.values())
        self.cannot_post("Choose who can view the post.")
        self.privacy().choose("Only me")
        button = self.dock.wait_enabled(self.button, "button", within=self.form)
        self.assertEqual("", button.description())

    def test_2d_nothing_is_allowed_before_the_creator_allows_it(self):
        for name in INTERACTIONS:
            box = self.form.find(name, "check box")
            self.assertEqual(name in self.interactions, box is not None, name)
            if box:
                self.assertEqual((True, False), (box.is_enabled(), box.is_checked()), name)
        self.tick(self.interactions[0])
        self.tick(self.interactions[0], on=False)

    def test_2e_what_the_creator_has_turned_off_at_tiktok_is_grey_and_not_ticked(self):
        self.change_creator(comment_disabled=True, duet_disabled=True, stitch_disabled=True)
        reason = "You have turned this off in your TikTok settings."
        for name in self.interactions:
            box = self.box(name)
            self.assertEqual((False, False, reason), (box.is_enabled(), box.is_checked(), box.description()), name)

    def test_2f_the_consent_stands_directly_before_the_button_with_its_link(self):
        self.undisclose()
        self.declares(CONSENT, MUSIC)

    # 3. Commercial content

    def test_3a_the_disclosure_is_off_and_asks_for_nothing(self):
        self.unfold()
        self.assertFalse(self.box(DISCLOSE).is_checked())
        for brand in BRANDS:
            self.assertIsNone(self.form.find(brand, "check box"))
        self.assertEqual([], self.prompts())

    def test_3b_turned_on_it_shows_two_boxes_of_which_none_is_ticked(self):
        self.undisclose()
        self.tick(DISCLOSE)
        self.addCleanup(self.undisclose)
        self.assertEqual([False, False], [self.box(brand).is_checked() for brand in BRANDS])
        self.assertEqual([], self.prompts())

    def test_3c_turned_on_with_nothing_ticked_it_keeps_the_button_grey_and_says_why(self):
        self.make_ready()
        self.addCleanup(self.undisclose)
        self.privacy().choose("Everyone")
        self.disclose()
        self.cannot_post(UNFINISHED)
        self.disclose("Your brand")
        self.dock.wait_enabled(self.button, "button", within=self.form)

    def test_3d_each_choice_says_how_the_post_will_be_labeled(self):
        self.privacy().choose("Everyone")
        self.addCleanup(self.undisclose)
        for brands, prompt in ((BRANDS[:1], PROMOTIONAL), (BRANDS[1:], PAID), (BRANDS, PAID)):
            self.disclose(*brands)
            self.assertEqual([prompt], wait_until(self.prompts, 5, "a prompt"), brands)

    def test_3e_of_a_post_for_the_creator_alone_branded_content_is_grey_and_says_why(self):
        self.privacy().choose("Only me")
        self.addCleanup(self.undisclose)
        self.disclose()
        branded = self.box("Branded content")
        self.assertEqual((False, False, NOT_PRIVATE), (branded.is_enabled(), branded.is_checked(), branded.description()))
        self.assertIn(NOT_PRIVATE, self.form.texts())
        self.assertTrue(self.box("Your brand").is_enabled())

    def test_3f_of_branded_content_only_me_is_grey_and_the_mouse_is_told_why(self):
        self.privacy().choose("Friends")
        self.addCleanup(self.undisclose)
        self.disclose("Branded content")
        self.privacy().press()
        entry = wait_until(lambda: self.form.find("Only me", "list item"), 5, "the list is open")
        self.assertEqual(NOT_PRIVATE, entry.description())
        self.hovers(entry, NOT_PRIVATE)
        entry.click()
        if still_open := self.form.find("Friends", "list item"):
            still_open.click()
        self.assertEqual("Friends", self.privacy().name, "the other cannot be chosen")

    # 4. The declaration

    def test_4a_without_branded_content_the_music_usage_is_agreed_to(self):
        self.privacy().choose("Everyone")
        self.addCleanup(self.undisclose)
        self.disclose()
        self.declares(CONSENT)
        self.disclose("Your brand")
        self.declares(CONSENT, MUSIC)

    def test_4b_with_branded_content_its_policy_is_agreed_to_as_well(self):
        self.privacy().choose("Everyone")
        self.addCleanup(self.undisclose)
        self.disclose("Branded content")
        self.declares(BRANDED_CONSENT, POLICY, MUSIC)
        self.disclose(*BRANDS)
        self.declares(BRANDED_CONSENT)

    # 5. What the creator knows and decides

    def test_5d_the_creator_is_told_that_tiktok_takes_a_few_minutes(self):
        before = self.sandbox.state()["processing_s"]
        self.sandbox.set_processing(3)
        self.addCleanup(self.sandbox.set_processing, before)
        already = len(self.sandbox.posts())
        self.make_new()
        self.privacy().choose("Only me")
        self.dock.wait_enabled(self.button, "button", within=self.form).press()
        self.assertIn("it may take a few minutes", self.dock.wait_sentence("Job.ProcessingNote"))
        self.studio.wait_published(posts=already + 1)
        self.dock.wait_post("Job.Published")  # its row learns it a little later: the next test clears what is finished

    def test_5e_what_was_chosen_is_posted_and_the_verdict_is_shown(self):
        self.dock.forget_finished_posts()
        already = len(self.sandbox.posts())
        self.make_new()
        self.privacy().choose("Friends")
        self.tick("Allow comments")
        self.disclose("Your brand")
        self.dock.wait_enabled(self.button, "button", within=self.form).press()
        post = self.studio.wait_published(posts=already + 1)
        self.assertEqual(("MUTUAL_FOLLOW_FRIENDS", False), (post["privacy_level"], post["disable_comment"]))
        self.assertEqual((True, False), (post["brand_organic_toggle"], post["brand_content_toggle"]))
        self.assertFalse(post["is_aigc"])
        self.chosen(post)
        self.assertTrue(self.sandbox.requests("status"))
        self.dock.unfold_post("Job.Published")
        self.assertIn("Friends", self.dock.wait_sentence("Job.Published"))
