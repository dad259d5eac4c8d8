#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "dialogs/PresetDialog.hpp"
#include "parts/InsertButton.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

struct PresetForm {
	Compose::PresetState state;
	Compose::CreatorState creator;
	Account::Identity account;
	PresetDialog dialog{englishTexts(), [](const QString &) {}, nullptr};
	QPushButton &turnOn = find<QPushButton>(dialog, "turnOnButton");

	PresetForm()
	{
		account.nickname = QStringLiteral("Nia");
		state.offer = publicOffer();
		state.obstacle = Compose::Obstacle::NoPrivacy;
		show();
		QObject::connect(&dialog, &PresetDialog::edited, &dialog,
				 [this](const Compose::PresetDraft &draft) { state.draft = draft; });
	}
	void show() { dialog.showState(state, creator, account); }
};

} // namespace

TEST(PresetDialog, OffersWhatTikTokSaysAndChoosesNothing)
{
	PresetForm form;
	EXPECT_EQ(find<QComboBox>(form.dialog, "privacyCombo").count(), 3);
	EXPECT_EQ(find<QComboBox>(form.dialog, "privacyCombo").currentIndex(), -1);
	unfold(form.dialog);
	for (const char *box : {"allowComments", "allowDuet", "allowStitch", "disclosureToggle", "aiGenerated"})
		EXPECT_FALSE(find<QCheckBox>(form.dialog, box).isChecked()) << box;
	EXPECT_FALSE(form.turnOn.isEnabled());
	EXPECT_EQ(find<QLabel>(form.dialog, "submitReason").text(), "Choose who can view the post.");
	EXPECT_EQ(find<QLabel>(form.dialog, "presetAccount").text(), "For the account: Nia");
}

TEST(PresetDialog, SaysExactlyWhatWasChosen)
{
	PresetForm form;
	find<QComboBox>(form.dialog, "privacyCombo").setCurrentIndex(0);
	find<QCheckBox>(form.dialog, "presetReplays").setChecked(true);
	find<QCheckBox>(form.dialog, "presetRecordings").setChecked(false);
	find<QCheckBox>(form.dialog, "allowDuet").setChecked(true);
	unfold(form.dialog);
	find<QCheckBox>(form.dialog, "aiGenerated").setChecked(true);
	find<QPlainTextEdit>(form.dialog, "presetCaption").setPlainText(QStringLiteral("{scene} {date}"));
	const Compose::PresetDraft &draft = form.state.draft;
	EXPECT_EQ(draft.info.privacyLevel, PrivacyLevel::PublicToEveryone);
	EXPECT_EQ(draft.info.interactions,
		  (TikTok::Interactions{.allowComment = false, .allowDuet = true, .allowStitch = false}));
	EXPECT_TRUE(draft.info.isAiGenerated);
	EXPECT_EQ(draft.info.caption, "{scene} {date}");
	EXPECT_FALSE(draft.forRecordings);
	EXPECT_TRUE(draft.forReplays);
}

TEST(PresetDialog, ShowsADraftWithoutSayingItAgain)
{
	PresetForm form;
	QSignalSpy edited(&form.dialog, &PresetDialog::edited);
	form.state.draft.info.caption = "{scene} again";
	form.state.draft.forRecordings = false;
	form.state.draft.forReplays = true;
	form.show();
	EXPECT_EQ(edited.count(), 0);
	EXPECT_EQ(find<QPlainTextEdit>(form.dialog, "presetCaption").toPlainText(), "{scene} again");
	EXPECT_FALSE(find<QCheckBox>(form.dialog, "presetRecordings").isChecked());
	EXPECT_TRUE(find<QCheckBox>(form.dialog, "presetReplays").isChecked());
}

TEST(PresetDialog, MakesNothingOfClipsUntilItIsToldTo)
{
	PresetForm form;
	EXPECT_EQ(find<QComboBox>(form.dialog, "presetLayout").currentText(), "As recorded");
	EXPECT_FALSE(find<QCheckBox>(form.dialog, "presetLastAlone").isChecked());
	EXPECT_FALSE(find<QSpinBox>(form.dialog, "presetLast").isEnabled());
	EXPECT_FALSE(find<QCheckBox>(form.dialog, "presetRepair").isChecked());
	find<QCheckBox>(form.dialog, "presetReplays").setChecked(true);
	EXPECT_EQ(form.state.draft.edit, Compose::PresetEdit());
}

TEST(PresetDialog, SaysExactlyWhatIsToBeMadeOfClips)
{
	PresetForm form;
	auto &layouts = find<QComboBox>(form.dialog, "presetLayout");
	layouts.setCurrentIndex(layouts.findText(QStringLiteral("Vertical, blurred surround")));
	EXPECT_EQ(form.state.draft.edit, (Compose::PresetEdit{.layout = Media::LayoutKind::VerticalBlurred}));
	find<QCheckBox>(form.dialog, "presetLastAlone").setChecked(true);
	form.show();
	auto &last = find<QSpinBox>(form.dialog, "presetLast");
	EXPECT_TRUE(last.isEnabled());
	EXPECT_EQ(form.state.draft.edit.last_s, 30);
	EXPECT_EQ(last.text(), "30 s");
	last.setValue(1);
	EXPECT_EQ(form.state.draft.edit.last_s, 5);
	last.setValue(1000);
	EXPECT_EQ(form.state.draft.edit.last_s, 600);
	find<QCheckBox>(form.dialog, "presetRepair").setChecked(true);
	EXPECT_TRUE(form.state.draft.edit.isRepaired);
}

TEST(PresetDialog, ShowsWhatIsMadeOfClipsWithoutSayingItAgain)
{
	PresetForm form;
	QSignalSpy edited(&form.dialog, &PresetDialog::edited);
	form.state.draft.edit = {.layout = Media::LayoutKind::CameraOverGame, .last_s = 45, .isRepaired = true};
	form.show();
	EXPECT_EQ(edited.count(), 0);
	EXPECT_EQ(find<QComboBox>(form.dialog, "presetLayout").currentText(), "Vertical, camera over game");
	EXPECT_EQ(find<QSpinBox>(form.dialog, "presetLast").value(), 45);
	EXPECT_TRUE(find<QCheckBox>(form.dialog, "presetRepair").isChecked());
}

TEST(PresetDialog, SaysWhichWordOfTheCaptionIsUnknown)
{
	PresetForm form;
	form.state.unknownWord = "{gaem}";
	form.state.obstacle = Compose::Obstacle::UnknownWord;
	form.show();
	EXPECT_EQ(find<QLabel>(find(form.dialog, "noteOfWord"), "sentence").text(),
		  "{gaem} cannot be filled in. Take a word from the + above the caption, or remove the braces.");
	EXPECT_EQ(find<QLabel>(form.dialog, "submitReason").text(),
		  "The caption has a word in braces that cannot be filled in. Correct it to turn this on.");
	EXPECT_FALSE(form.turnOn.isEnabled());
}

TEST(PresetDialog, InsertsWordsInBraces)
{
	PresetForm form;
	form.dialog.offerCaptions({});
	auto &insert = find<InsertButton>(form.dialog, "presetCaptionInsert");
	emit insert.aboutToOpen();
	const QList<QAction *> entries = insert.list()->actions();
	ASSERT_GT(entries.size(), 2);
	EXPECT_EQ(entries[2]->text(), "Game or window: {game}");
	entries[2]->trigger();
	EXPECT_EQ(form.state.draft.info.caption, "{game}");
}

TEST(PresetDialog, TurnsOnOnlyWhenNothingSpeaksAgainstIt)
{
	PresetForm form;
	QSignalSpy armed(&form.dialog, &PresetDialog::armWanted);
	form.turnOn.click();
	EXPECT_EQ(armed.count(), 0);
	form.state.obstacle = Compose::Obstacle::None;
	form.show();
	form.turnOn.click();
	EXPECT_EQ(armed.count(), 1);
}

TEST(PresetDialog, TheDeclarationStandsAboveTheButtonAndBothAreInSight)
{
	PresetForm form;
	form.state.draft.isDisclosureOn = true;
	form.state.draft.info.commercial.isBrandedContent = true;
	form.show();
	form.dialog.resize(form.dialog.minimumSizeHint().width(), 320);
	form.dialog.show();
	ASSERT_TRUE(QTest::qWaitForWindowExposed(&form.dialog));
	const auto &consent = find<QLabel>(form.dialog, "consentLine");
	EXPECT_TRUE(consent.text().contains(QStringLiteral("Branded Content Policy")));
	EXPECT_EQ(consent.visibleRegion().boundingRect(), consent.rect());
	EXPECT_EQ(form.turnOn.visibleRegion().boundingRect(), form.turnOn.rect());
	EXPECT_LT(consent.y(), form.turnOn.y());
}

TEST(PresetDialog, KeepsTheSizeTheUserGaveIt)
{
	PresetForm form;
	form.dialog.show();
	form.dialog.resize(500, 450);
	form.dialog.hide();
	form.dialog.show();
	EXPECT_EQ(form.dialog.size(), QSize(500, 450));
}

} // namespace DirectPost::Ui
