#include "Find.hpp"
#include "Locale.hpp"
#include "PresetDialog.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

struct PresetForm {
	TikTok::CreatorInfo info;
	std::vector<Publish::Preset> armed;
	PresetDialog dialog{englishTexts(), [](const QString &) {}, nullptr};
	QPushButton &turnOn = find<QPushButton>(dialog, "turnOnButton");
	QComboBox &privacy = find<QComboBox>(dialog, "privacyCombo");
	QCheckBox &recordings = find<QCheckBox>(dialog, "presetRecordings");
	QCheckBox &replays = find<QCheckBox>(dialog, "presetReplays");

	PresetForm()
	{
		info.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::SelfOnly};
		QObject::connect(&dialog, &PresetDialog::armWanted, &dialog,
				 [this](const Publish::Preset &preset) { armed.push_back(preset); });
		dialog.begin(std::nullopt, QStringLiteral("Nia"));
		dialog.setCreator(&info);
	}
	bool isTicked(const char *box) const { return find<QCheckBox>(dialog, box).isChecked(); }
	QString reason() const { return find<QLabel>(dialog, "submitReason").text(); }
};

// All that somebody agreed to once.
Publish::Preset agreed()
{
	Publish::Preset preset;
	preset.privacyLevel = PrivacyLevel::SelfOnly;
	preset.interactions = {.allowComment = true, .allowDuet = true, .allowStitch = true};
	preset.commercial.isYourBrand = true;
	preset.isAiGenerated = true;
	preset.captionTemplate = QStringLiteral("{scene} again");
	preset.forRecordings = false;
	preset.forReplays = true;
	return preset;
}

} // namespace

TEST(PresetDialog, OffersWhatTikTokSaysAndChoosesNothing)
{
	PresetForm form;
	EXPECT_EQ(form.privacy.count(), 2);
	EXPECT_EQ(form.privacy.currentIndex(), -1);
	for (const char *box : {"allowComments", "allowDuet", "allowStitch", "disclosureToggle", "aiGenerated"})
		EXPECT_FALSE(form.isTicked(box)) << box;
	EXPECT_FALSE(form.turnOn.isEnabled());
	EXPECT_EQ(form.reason(), "Choose who can view the post.");
	EXPECT_EQ(find<QLabel>(form.dialog, "presetAccount").text(), "For the account: Nia");
}

TEST(PresetDialog, WhatNeedsConsentIsAskedForAnewEachTime)
{
	PresetForm form;
	form.privacy.setCurrentIndex(1);
	for (const char *box : {"allowComments", "allowDuet", "disclosureToggle", "yourBrand", "aiGenerated"})
		find<QCheckBox>(form.dialog, box).setChecked(true);
	ASSERT_TRUE(form.turnOn.isEnabled());

	form.dialog.begin(agreed(), QStringLiteral("Nia"));
	EXPECT_EQ(form.privacy.currentIndex(), -1);
	for (const char *box : {"allowComments", "allowDuet", "allowStitch", "disclosureToggle", "aiGenerated"})
		EXPECT_FALSE(form.isTicked(box)) << box;
	EXPECT_FALSE(form.turnOn.isEnabled());
	// The rest is for convenience.
	EXPECT_EQ(find<QPlainTextEdit>(form.dialog, "presetCaption").toPlainText(), "{scene} again");
	EXPECT_FALSE(form.recordings.isChecked());
	EXPECT_TRUE(form.replays.isChecked());
}

TEST(PresetDialog, TurnsOnOnlyWhenItIsComplete)
{
	PresetForm form;
	form.privacy.setCurrentIndex(1);
	EXPECT_TRUE(form.turnOn.isEnabled());

	form.recordings.setChecked(false);
	EXPECT_FALSE(form.turnOn.isEnabled());
	EXPECT_EQ(form.reason(), "Choose recordings, replays or both.");
	form.replays.setChecked(true);
	EXPECT_TRUE(form.turnOn.isEnabled());

	auto &caption = find<QPlainTextEdit>(form.dialog, "presetCaption");
	caption.setPlainText(QString(2201, u'x'));
	EXPECT_FALSE(form.turnOn.isEnabled());
	caption.setPlainText(QString(2200, u'x'));
	EXPECT_TRUE(form.turnOn.isEnabled());

	find<QCheckBox>(form.dialog, "disclosureToggle").setChecked(true);
	EXPECT_FALSE(form.turnOn.isEnabled());
	find<QCheckBox>(form.dialog, "yourBrand").setChecked(true);
	EXPECT_TRUE(form.turnOn.isEnabled());

	form.dialog.setObstacle("Reason.AskingTikTok");
	EXPECT_FALSE(form.turnOn.isEnabled());
	form.turnOn.click();
	EXPECT_TRUE(form.armed.empty());
}

TEST(PresetDialog, TheDeclarationStandsAboveTheButton)
{
	PresetForm form;
	EXPECT_TRUE(isShown(form.dialog, "consentLine"));
	find<QCheckBox>(form.dialog, "disclosureToggle").setChecked(true);
	find<QCheckBox>(form.dialog, "brandedContent").setChecked(true);
	EXPECT_TRUE(find<QLabel>(form.dialog, "consentLine").text().contains(QStringLiteral("Branded Content Policy")));
}

TEST(PresetDialog, ArmsWithExactlyWhatWasChosen)
{
	PresetForm form;
	form.privacy.setCurrentIndex(0);
	form.replays.setChecked(true);
	find<QCheckBox>(form.dialog, "allowDuet").setChecked(true);
	find<QCheckBox>(form.dialog, "aiGenerated").setChecked(true);
	find<QPlainTextEdit>(form.dialog, "presetCaption").setPlainText(QStringLiteral("{scene} {date}"));
	form.turnOn.click();
	ASSERT_EQ(form.armed.size(), 1u);
	const Publish::Preset &preset = form.armed.front();
	EXPECT_EQ(preset.privacyLevel, PrivacyLevel::FollowerOfCreator);
	EXPECT_TRUE(preset.interactions.allowDuet);
	EXPECT_FALSE(preset.interactions.allowComment || preset.interactions.allowStitch);
	EXPECT_TRUE(preset.isAiGenerated);
	EXPECT_FALSE(preset.commercial.isYourBrand || preset.commercial.isBrandedContent);
	EXPECT_EQ(preset.captionTemplate, "{scene} {date}");
	EXPECT_TRUE(preset.forRecordings);
	EXPECT_TRUE(preset.forReplays);
}

TEST(PresetDialog, CanBeForReplaysOnly)
{
	PresetForm form;
	form.privacy.setCurrentIndex(0);
	form.replays.setChecked(true);
	form.recordings.setChecked(false);
	form.turnOn.click();
	ASSERT_EQ(form.armed.size(), 1u);
	EXPECT_FALSE(form.armed.front().forRecordings);
	EXPECT_TRUE(form.armed.front().forReplays);
}

} // namespace DirectPost::Ui
