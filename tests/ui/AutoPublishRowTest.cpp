#include "Find.hpp"
#include "Locale.hpp"
#include "dock/AutoPublishRow.hpp"

#include <QCheckBox>
#include <QLabel>

namespace DirectPost::Ui {

TEST(AutoPublishRow, SaysWhatItIsOnFor)
{
	AutoPublishRow row(englishTexts(), nullptr);
	EXPECT_FALSE(isShown(row, "autoPublishArmed"));
	Compose::AutoPublishState state{.isArmed = true, .preset = Compose::Preset()};
	state.preset->info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	Account::Identity nia;
	nia.nickname = QStringLiteral("Nia");
	const auto words = [&](bool forRecordings, bool forReplays) {
		state.preset->forRecordings = forRecordings;
		state.preset->forReplays = forReplays;
		row.showState(state, nia);
		return find<QLabel>(row, "autoPublishArmed").text();
	};
	EXPECT_EQ(words(true, false), "On. Recordings are posted for Nia; who can view: Only me.");
	EXPECT_EQ(words(false, true), "On. Replays are posted for Nia; who can view: Only me.");
	EXPECT_EQ(words(true, true), "On. Recordings and replays are posted for Nia; who can view: Only me.");
	EXPECT_TRUE(isShown(row, "autoPublishArmed"));
	EXPECT_TRUE(find<QCheckBox>(row, "autoPublishToggle").isChecked());
	state.isArmed = false;
	state.wasTurnedOff = true;
	row.showState(state, nia);
	EXPECT_EQ(find<QLabel>(row, "autoPublishArmed").text(), englishTexts().text("AutoPublish.OffForAccount"));
	state.wasTurnedOff = false;
	row.showState(state, nia);
	EXPECT_FALSE(isShown(row, "autoPublishArmed"));
	EXPECT_FALSE(find<QCheckBox>(row, "autoPublishToggle").isChecked());
}

TEST(AutoPublishRow, SaysWhatIsMadeOfClips)
{
	AutoPublishRow row(englishTexts(), nullptr);
	Compose::AutoPublishState state{.isArmed = true, .preset = Compose::Preset()};
	const auto words = [&](const Compose::PresetEdit &edit) {
		state.preset->edit = edit;
		row.showState(state, {});
		return find<QLabel>(row, "autoPublishArmed").text().section(QLatin1Char('\n'), 1);
	};
	EXPECT_EQ(words({}), "");
	EXPECT_EQ(words({.last_s = 30}), "Last 30 s");
	EXPECT_EQ(words({.layout = Media::LayoutKind::VerticalCrop, .last_s = 5, .isRepaired = true}),
		  "Last 5 s · Vertical, cropped · Repair what TikTok would refuse");
}

TEST(AutoPublishRow, WhatWasAgreedToIsReadWholeInTheNarrowestDock)
{
	AutoPublishRow row(englishTexts(), nullptr);
	Compose::AutoPublishState state{.isArmed = true, .preset = Compose::Preset()};
	state.preset->info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	Account::Identity nia;
	nia.nickname = QStringLiteral("Nia Plays");
	row.showState(state, nia);
	row.resize(268, row.heightForWidth(268));
	row.show();
	const auto &armed = find<QLabel>(row, "autoPublishArmed");
	EXPECT_GE(armed.height(), armed.heightForWidth(armed.width()));
	EXPECT_GT(armed.height(), armed.fontMetrics().height()) << "it takes more than a line";
}

TEST(AutoPublishRow, ItsToggleShowsWhatIsNotWhatIsWanted)
{
	AutoPublishRow row(englishTexts(), nullptr);
	int wanted = 0;
	QObject::connect(&row, &AutoPublishRow::turnOnWanted, &row, [&wanted] { ++wanted; });
	auto &toggle = find<QCheckBox>(row, "autoPublishToggle");
	toggle.click();
	EXPECT_EQ(wanted, 1);
	EXPECT_FALSE(toggle.isChecked()) << "nobody has agreed to anything yet";
}

} // namespace DirectPost::Ui
