#include "PhotoForm.hpp"
#include "PresetDialog.hpp"
#include "Studio.hpp"

#include <QCheckBox>

// TikTok wants to be asked what the creator may post each time a form opens, and no answer to be kept for the next
// time.
namespace DirectPost::Ui {

namespace {

const QStringList kPublic = {QStringLiteral("Everyone"), QStringLiteral("Only me")};
const QStringList kPrivate = {QStringLiteral("Followers"), QStringLiteral("Only me")};

void becomePrivate(Studio &studio)
{
	studio.levels = {QStringLiteral("FOLLOWER_OF_CREATOR"), QStringLiteral("SELF_ONLY")};
}

} // namespace

TEST(FreshCreator, IsAskedForEachTimeTheDockIsShown)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.dropReadyClip();
	for (int time = 1; time <= 3; ++time) {
		const int before = studio.answers;
		studio.dock.show();
		EXPECT_TRUE(eventually([&] { return studio.answers == before + 1 && studio.isAskedToChoose(); }))
			<< "time " << time;
		studio.dock.hide();
	}
}

TEST(FreshCreator, IsAskedForWhenAnotherClipComesIntoTheForm)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.dropReadyClip();
	const int before = studio.answers;
	studio.dropReadyClip();
	EXPECT_TRUE(eventually([&] { return studio.answers == before + 1; }));
}

TEST(FreshCreator, ChangesTheChoicesAndChoosesNothing)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.dropReadyClip();
	EXPECT_EQ(rowsOf(studio.privacy), kPublic);
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	studio.privacy.setCurrentIndex(0);
	EXPECT_TRUE(studio.post.isEnabled());

	becomePrivate(studio);
	studio.dock.show();
	EXPECT_TRUE(eventually([&] { return rowsOf(studio.privacy) == kPrivate && studio.isAskedToChoose(); }));
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	EXPECT_FALSE(studio.post.isEnabled());
}

TEST(FreshCreator, IsAskedForEachTimeThePhotoFormOpens)
{
	Studio studio;
	studio.connectAs("open-nia");
	auto &form = find<PhotoForm>(studio.dock, "photoForm");
	auto &privacy = find<QComboBox>(form, "privacyCombo");
	EXPECT_TRUE(eventually([&] { return rowsOf(privacy) == kPublic; }));
	privacy.setCurrentIndex(0);

	becomePrivate(studio);
	const int before = studio.answers;
	find<QPushButton>(studio.dock, "photosButton").click();
	EXPECT_TRUE(eventually([&] { return form.isVisible() && rowsOf(privacy) == kPrivate; }));
	EXPECT_EQ(privacy.currentIndex(), -1);
	EXPECT_EQ(studio.answers, before + 1);
	form.reject();
	find<QPushButton>(studio.dock, "photosButton").click();
	EXPECT_TRUE(eventually([&] { return form.isVisible() && studio.answers == before + 2; }));
}

TEST(FreshCreator, IsAskedForEachTimeAutoPublishIsToBeTurnedOn)
{
	Studio studio;
	studio.connectAs("open-nia");
	auto &dialog = find<PresetDialog>(studio.dock, "presetDialog");
	auto &privacy = find<QComboBox>(dialog, "privacyCombo");
	EXPECT_TRUE(eventually([&] { return rowsOf(privacy) == kPublic; }));

	becomePrivate(studio);
	const int before = studio.answers;
	find<QCheckBox>(studio.dock, "autoPublishToggle").click();
	EXPECT_TRUE(eventually([&] { return dialog.isVisible() && rowsOf(privacy) == kPrivate; }));
	EXPECT_EQ(privacy.currentIndex(), -1);
	EXPECT_EQ(studio.answers, before + 1);
}

TEST(FreshCreator, OfAnotherAccountLeavesNothingOfTheLastOnes)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.dropReadyClip();
	studio.privacy.setCurrentIndex(1); // the other account may offer the same
	auto &comments = find<QCheckBox>(find(studio.dock, "postForm"), "allowComments");
	comments.setChecked(true);

	studio.account.disconnectAccount();
	studio.levels.clear();
	studio.connectAs("open-ben");
	const QWidget &foot = *studio.post.parentWidget();
	EXPECT_TRUE(eventually([&] { return isShown(foot, "askCreatorAgainButton"); }));
	EXPECT_FALSE(studio.privacy.isEnabled());
	EXPECT_FALSE(studio.post.isEnabled());
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	EXPECT_FALSE(comments.isChecked());

	becomePrivate(studio);
	find<QPushButton>(foot, "askCreatorAgainButton").click();
	EXPECT_TRUE(eventually([&] { return rowsOf(studio.privacy) == kPrivate && studio.isAskedToChoose(); }));
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
}

} // namespace DirectPost::Ui
