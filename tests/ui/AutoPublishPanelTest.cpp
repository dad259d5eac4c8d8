#include "AutoPublishPanel.hpp"
#include "Find.hpp"
#include "Locale.hpp"

#include <QCheckBox>
#include <QLabel>

namespace DirectPost::Ui {

TEST(AutoPublishPanel, SaysWhatItIsOnFor)
{
	AutoPublishPanel panel(englishTexts(), nullptr);
	EXPECT_FALSE(isShown(panel, "autoPublishArmed"));
	Publish::Preset preset;
	const auto words = [&](bool forRecordings, bool forReplays) {
		preset.forRecordings = forRecordings;
		preset.forReplays = forReplays;
		panel.showArmed(preset, QStringLiteral("Nia"));
		return find<QLabel>(panel, "autoPublishArmed").text();
	};
	EXPECT_EQ(words(true, false), "On. Recordings are posted for Nia; who can view: Only me.");
	EXPECT_EQ(words(false, true), "On. Replays are posted for Nia; who can view: Only me.");
	EXPECT_EQ(words(true, true), "On. Recordings and replays are posted for Nia; who can view: Only me.");
	EXPECT_TRUE(find<QCheckBox>(panel, "autoPublishToggle").isChecked());
	panel.showOff();
	EXPECT_FALSE(isShown(panel, "autoPublishArmed"));
}

TEST(AutoPublishPanel, ItsToggleShowsWhatIsNotWhatIsWanted)
{
	AutoPublishPanel panel(englishTexts(), nullptr);
	int wanted = 0;
	QObject::connect(&panel, &AutoPublishPanel::turnOnWanted, &panel, [&wanted] { ++wanted; });
	auto &toggle = find<QCheckBox>(panel, "autoPublishToggle");
	toggle.click();
	EXPECT_EQ(wanted, 1);
	EXPECT_FALSE(toggle.isChecked()) << "nobody has agreed to anything yet";
}

} // namespace DirectPost::Ui
