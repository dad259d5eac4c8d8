#include "AudienceBox.hpp"
#include "Find.hpp"
#include "Locale.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWheelEvent>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

TikTok::CreatorInfo publicCreator()
{
	TikTok::CreatorInfo info;
	info.username = "niaplays";
	info.nickname = "Nia Plays";
	info.privacyLevels = {PrivacyLevel::PublicToEveryone, PrivacyLevel::MutualFollowFriends,
			      PrivacyLevel::SelfOnly};
	info.maxVideoDuration_s = 180;
	return info;
}

struct Audience {
	AudienceBox box{englishTexts(), AudienceBox::Kind::Video, nullptr};
	QComboBox &combo = find<QComboBox>(box, "privacyCombo");
	QCheckBox &allow(const char *what) { return find<QCheckBox>(box, what); }
	QStringList offered() const
	{
		QStringList names;
		for (int row = 0; row < combo.count(); ++row)
			names += combo.itemText(row);
		return names;
	}
};

} // namespace

TEST(AudienceBox, OffersExactlyWhatTikTokSaysAndChoosesNothing)
{
	Audience audience;
	const auto info = publicCreator();
	audience.box.setCreator(&info);
	EXPECT_EQ(audience.offered(), (QStringList{"Everyone", "Friends", "Only me"}));
	EXPECT_EQ(audience.combo.currentIndex(), -1);
	EXPECT_EQ(audience.combo.placeholderText(), "Choose…");
	EXPECT_FALSE(audience.box.privacy());
}

TEST(AudienceBox, OffersFollowersToAPrivateAccount)
{
	Audience audience;
	auto info = publicCreator();
	info.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::MutualFollowFriends,
			      PrivacyLevel::SelfOnly};
	audience.box.setCreator(&info);
	EXPECT_EQ(audience.offered(), (QStringList{"Followers", "Friends", "Only me"}));
}

TEST(AudienceBox, TicksNothingInAdvance)
{
	Audience audience;
	const auto info = publicCreator();
	audience.box.setCreator(&info);
	for (const char *what : {"allowComments", "allowDuet", "allowStitch"}) {
		EXPECT_FALSE(audience.allow(what).isChecked()) << what;
		EXPECT_TRUE(audience.allow(what).isEnabled()) << what;
	}
}

TEST(AudienceBox, GreysWhatTheCreatorTurnedOffAndSaysSo)
{
	Audience audience;
	auto info = publicCreator();
	audience.box.setCreator(&info);
	audience.allow("allowDuet").setChecked(true);
	info.isDuetDisabled = true;
	audience.box.setCreator(&info);
	EXPECT_FALSE(audience.allow("allowDuet").isEnabled());
	EXPECT_FALSE(audience.box.interactions().allowDuet);
	EXPECT_EQ(audience.allow("allowDuet").toolTip(), english()[QStringLiteral("Allow.DisabledByCreator")]);
	EXPECT_TRUE(audience.allow("allowStitch").isEnabled());
	info.isDuetDisabled = false;
	audience.box.setCreator(&info);
	EXPECT_TRUE(audience.allow("allowDuet").isEnabled());
	EXPECT_EQ(audience.allow("allowDuet").toolTip(), "");
}

TEST(AudienceBox, FreshInfoKeepsAChoiceThatIsStillOffered)
{
	Audience audience;
	auto info = publicCreator();
	audience.box.setCreator(&info);
	audience.combo.setCurrentIndex(1);
	audience.box.setCreator(nullptr);
	info.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::MutualFollowFriends};
	audience.box.setCreator(&info);
	EXPECT_EQ(audience.box.privacy(), PrivacyLevel::MutualFollowFriends);
}

TEST(AudienceBox, FreshInfoTakesBackAChoiceThatIsGoneAndPutsNothingInItsPlace)
{
	Audience audience;
	auto info = publicCreator();
	audience.box.setCreator(&info);
	audience.combo.setCurrentIndex(0);
	info.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::SelfOnly};
	QSignalSpy changed(&audience.box, &AudienceBox::changed);
	audience.box.setCreator(&info);
	EXPECT_FALSE(audience.box.privacy());
	EXPECT_GE(changed.count(), 1);
}

TEST(AudienceBox, IsGreyWhileTikTokHasNotAnswered)
{
	Audience audience;
	EXPECT_FALSE(audience.combo.isEnabled());
	EXPECT_FALSE(audience.allow("allowComments").isEnabled());
}

TEST(AudienceBox, BrandedContentCannotBePrivate)
{
	Audience audience;
	const auto info = publicCreator();
	audience.box.setCreator(&info);
	audience.box.setBranded(true);
	const auto *model = qobject_cast<QStandardItemModel *>(audience.combo.model());
	const QStandardItem *onlyMe = model->item(2);
	EXPECT_FALSE(onlyMe->isEnabled());
	EXPECT_EQ(onlyMe->toolTip(), "Branded content visibility cannot be set to private.");
	audience.box.setBranded(false);
	EXPECT_TRUE(onlyMe->isEnabled());
	EXPECT_EQ(onlyMe->toolTip(), "");
}

TEST(AudienceBox, TheWheelDoesNotChangeWhoCanView)
{
	Audience audience;
	const auto info = publicCreator();
	audience.box.setCreator(&info);
	audience.combo.setCurrentIndex(2);
	audience.combo.setFocus();
	QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
			  Qt::NoScrollPhase, false);
	QApplication::sendEvent(&audience.combo, &wheel);
	EXPECT_EQ(audience.box.privacy(), PrivacyLevel::SelfOnly);
	EXPECT_FALSE(wheel.isAccepted()); // the dock scrolls instead
}

TEST(AudienceBox, PhotosKnowCommentsOnly)
{
	AudienceBox box(englishTexts(), AudienceBox::Kind::Photos, nullptr);
	EXPECT_TRUE(box.findChild<QCheckBox *>(QStringLiteral("allowComments")));
	EXPECT_FALSE(box.findChild<QCheckBox *>(QStringLiteral("allowDuet")));
	EXPECT_FALSE(box.findChild<QCheckBox *>(QStringLiteral("allowStitch")));
}

} // namespace DirectPost::Ui
