#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "parts/SubmitBar.hpp"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

namespace DirectPost::Ui {

namespace {

struct SubmitBarAlone {
	SubmitBar bar{englishTexts(), [](const QString &) {}, {"Post", "postButton"}, nullptr};
	QPushButton &post = find<QPushButton>(bar, "postButton");
	QString reason() const
	{
		return isShown(bar, "submitReason") ? find<QLabel>(bar, "submitReason").text() : QString();
	}
};

} // namespace

TEST(SubmitBar, SaysWhatIsMissingAndGreysTheButton)
{
	SubmitBarAlone bar;
	EXPECT_TRUE(bar.post.isEnabled());
	bar.bar.showObstacle(Compose::Obstacle::DisclosureUnfinished);
	EXPECT_FALSE(bar.post.isEnabled());
	EXPECT_EQ(bar.reason(), "You need to indicate if your content promotes yourself, a third party, or both.");
	EXPECT_EQ(bar.post.toolTip(), bar.reason());
	EXPECT_EQ(bar.post.accessibleDescription(), bar.reason());
	bar.bar.showObstacle(Compose::Obstacle::None);
	EXPECT_TRUE(bar.post.isEnabled());
	EXPECT_EQ(bar.reason(), QString());
	EXPECT_EQ(bar.post.toolTip(), "");
}

TEST(SubmitBar, EveryObstacleHasItsSentence)
{
	SubmitBarAlone bar;
	for (int value = 1; *Compose::nameOf(Compose::Obstacle(value)); ++value) {
		bar.bar.showObstacle(Compose::Obstacle(value));
		EXPECT_FALSE(bar.reason().isEmpty() || bar.reason().startsWith(QStringLiteral("Reason."))) << value;
	}
}

TEST(SubmitBar, SaysWhatTikTokRefusesAndLetsItBeAskedAgain)
{
	SubmitBarAlone bar;
	bar.bar.showCreatorError(errorOf(ErrorKind::CreatorAccount, "daily_post_limit"));
	EXPECT_TRUE(isShown(bar.bar, "creatorTrouble"));
	QSignalSpy asked(&bar.bar, &SubmitBar::askAgainWanted);
	find<QPushButton>(bar.bar, "askCreatorAgainButton").click();
	EXPECT_EQ(asked.count(), 1);
	bar.bar.showCreatorError({});
	EXPECT_FALSE(isShown(bar.bar, "creatorTrouble"));
}

TEST(SubmitBar, WhatTikTokRefusesIsNotSaidASecondTime)
{
	SubmitBarAlone bar;
	bar.bar.showObstacle(Compose::Obstacle::NoCreatorInfo);
	EXPECT_TRUE(isShown(bar.bar, "submitReason"));
	bar.bar.showCreatorError(errorOf(ErrorKind::CreatorAccount, "posting_banned"));
	EXPECT_FALSE(isShown(bar.bar, "submitReason"));
	bar.bar.showObstacle(Compose::Obstacle::ClipRefused);
	EXPECT_TRUE(isShown(bar.bar, "submitReason")) << "that is another matter";
}

TEST(SubmitBar, OnlyWhatWasPostedAlreadyCanBePostedAgain)
{
	SubmitBarAlone bar;
	bar.bar.showRefusal(errorOf(ErrorKind::Repeat, "posted_already"), SubmitBar::Repeat::Post);
	EXPECT_TRUE(isShown(bar.bar, "postAgainButton"));
	QSignalSpy again(&bar.bar, &SubmitBar::repeatWanted);
	find<QPushButton>(bar.bar, "postAgainButton").click();
	EXPECT_EQ(again.count(), 1);
	bar.bar.showRefusal(errorOf(ErrorKind::Disk, "store_full"), SubmitBar::Repeat::None);
	EXPECT_TRUE(isShown(bar.bar, "refusal"));
	EXPECT_FALSE(isShown(bar.bar, "postAgainButton"));
	bar.bar.showRefusal({}, SubmitBar::Repeat::None);
	EXPECT_FALSE(isShown(bar.bar, "refusal"));
}

} // namespace DirectPost::Ui
