#include "Studio.hpp"
#include "Values.hpp"
#include "dialogs/PhotoDialog.hpp"
#include "dialogs/PresetDialog.hpp"

#include <QCheckBox>

// Fresh creator info: TikTok wants to be asked each time a form opens.
namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

const QStringList kPublic = {QStringLiteral("Everyone"), QStringLiteral("Only me")};
const QStringList kPrivate = {QStringLiteral("Followers"), QStringLiteral("Only me")};

void becomePrivate(Studio &studio)
{
	studio.creator.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::SelfOnly};
}

} // namespace

TEST(Dock, AsksWhatTheCreatorMayPostEachTimeItIsShown)
{
	Studio studio;
	studio.beReady();
	for (int time = 1; time <= 3; ++time) {
		const int before = studio.services.creatorRequests;
		studio.dock.show();
		Studio::settle();
		EXPECT_EQ(studio.services.creatorRequests, before + 1) << "time " << time;
		studio.answerCreator();
		studio.dock.hide();
	}
}

TEST(Dock, FreshCreatorInfoChangesTheChoicesAndChoosesNothing)
{
	Studio studio;
	studio.beReady();
	EXPECT_EQ(rowsOf(studio.privacy), kPublic);
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	studio.privacy.setCurrentIndex(0);
	Studio::settle();
	EXPECT_TRUE(studio.post.isEnabled());

	becomePrivate(studio);
	studio.show({280, 600});
	EXPECT_EQ(rowsOf(studio.privacy), kPrivate);
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	EXPECT_EQ(studio.reason(), "Choose who can view the post.");
}

TEST(Dock, AsksEachTimeThePhotoFormOpens)
{
	Studio studio;
	studio.connectAs("open-nia");
	EXPECT_FALSE(studio.dock.findChild<PhotoDialog *>()) << "it is made when it is wanted";
	for (int time = 1; time <= 2; ++time) {
		const int before = studio.services.creatorRequests;
		find<QPushButton>(studio.dock, "photosButton").click();
		EXPECT_EQ(studio.services.creatorRequests, before + 1);
		studio.answerCreator();
		auto &form = find<PhotoDialog>(studio.dock, "photoForm");
		EXPECT_TRUE(form.isVisible());
		EXPECT_EQ(rowsOf(find<QComboBox>(form, "privacyCombo")), kPublic);
		form.reject();
	}
	EXPECT_EQ(studio.dock.findChildren<PhotoDialog *>().size(), 1);
}

TEST(Dock, AsksEachTimeAutoPublishIsToBeTurnedOn)
{
	Studio studio;
	studio.connectAs("open-nia");
	const int before = studio.services.creatorRequests;
	find<QCheckBox>(studio.dock, "autoPublishToggle").click();
	EXPECT_EQ(studio.services.creatorRequests, before + 1);
	studio.answerCreator();
	auto &dialog = find<PresetDialog>(studio.dock, "presetDialog");
	EXPECT_TRUE(dialog.isVisible());
	auto &privacy = find<QComboBox>(dialog, "privacyCombo");
	EXPECT_EQ(rowsOf(privacy), kPublic);
	privacy.setCurrentIndex(1);
	Studio::settle();
	find<QPushButton>(dialog, "turnOnButton").click();
	Studio::settle();
	EXPECT_FALSE(dialog.isVisible());
	EXPECT_TRUE(studio.composer.state().autoPublish.isArmed);
	EXPECT_TRUE(find<QCheckBox>(studio.dock, "autoPublishToggle").isChecked());
	find<QCheckBox>(studio.dock, "autoPublishToggle").click();
	Studio::settle();
	EXPECT_FALSE(studio.composer.state().autoPublish.isArmed);
}

TEST(Dock, AnotherAccountGetsNothingOfTheLastOnesChoices)
{
	Studio studio;
	studio.beReady();
	find<QCheckBox>(studio.dock, "autoPublishToggle").click();
	studio.answerCreator();
	auto &preset = find<PresetDialog>(studio.dock, "presetDialog");
	studio.privacy.setCurrentIndex(1); // the other account may offer the same
	auto &comments = find<QCheckBox>(find(studio.dock, "postForm"), "allowComments");
	comments.setChecked(true);
	Studio::settle();

	studio.connectAs("open-ben");
	EXPECT_FALSE(preset.isVisible()) << "it was meant for somebody else";
	studio.composer.creatorInfoFailed(errorOf(ErrorKind::Server, "tiktok_down"));
	Studio::settle();
	EXPECT_FALSE(studio.privacy.isEnabled());
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	EXPECT_FALSE(comments.isChecked());
	EXPECT_FALSE(studio.post.isEnabled());
	const QWidget &foot = find(studio.dock, "foot");
	ASSERT_TRUE(isShown(foot, "askCreatorAgainButton"));
	const int before = studio.services.creatorRequests;
	find<QPushButton>(foot, "askCreatorAgainButton").click();
	EXPECT_EQ(studio.services.creatorRequests, before + 1);
}

} // namespace DirectPost::Ui
