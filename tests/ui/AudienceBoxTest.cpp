#include "Find.hpp"
#include "Locale.hpp"
#include "Studio.hpp"
#include "Values.hpp"
#include "parts/AudienceBox.hpp"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWheelEvent>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

struct Audience {
	Compose::Offer offer = publicOffer();
	TikTok::PostInfo info;
	AudienceBox box{englishTexts(), Compose::PostKind::Video, nullptr};
	QComboBox &combo = find<QComboBox>(box, "privacyCombo");
	QSignalSpy privacyChosen{&box, &AudienceBox::privacyChosen};
	QSignalSpy interactionsChosen{&box, &AudienceBox::interactionsChosen};

	QCheckBox &allow(const char *what) { return find<QCheckBox>(box, what); }
	void show() { box.showInfo(info, offer); }
};

} // namespace

TEST(AudienceBox, OffersExactlyWhatTikTokSaysAndChoosesNothing)
{
	Audience audience;
	audience.show();
	EXPECT_EQ(rowsOf(audience.combo), (QStringList{"Everyone", "Friends", "Only me"}));
	EXPECT_EQ(audience.combo.currentIndex(), -1);
	EXPECT_EQ(audience.combo.placeholderText(), "Choose…");
	for (const char *what : {"allowComments", "allowDuet", "allowStitch"}) {
		EXPECT_FALSE(audience.allow(what).isChecked()) << what;
		EXPECT_TRUE(audience.allow(what).isEnabled()) << what;
	}
	EXPECT_EQ(audience.privacyChosen.count() + audience.interactionsChosen.count(), 0);
}

TEST(AudienceBox, OffersFollowersToAPrivateAccount)
{
	Audience audience;
	audience.offer.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::MutualFollowFriends,
					PrivacyLevel::SelfOnly};
	audience.show();
	EXPECT_EQ(rowsOf(audience.combo), (QStringList{"Followers", "Friends", "Only me"}));
}

TEST(AudienceBox, SaysWhatTheUserChose)
{
	Audience audience;
	audience.show();
	audience.combo.setCurrentIndex(1);
	ASSERT_EQ(audience.privacyChosen.count(), 1);
	EXPECT_EQ(audience.privacyChosen[0][0].value<PrivacyLevel>(), PrivacyLevel::MutualFollowFriends);
	audience.allow("allowDuet").click();
	ASSERT_EQ(audience.interactionsChosen.count(), 1);
	EXPECT_EQ(audience.interactionsChosen[0][0].value<TikTok::Interactions>(),
		  (TikTok::Interactions{.allowComment = false, .allowDuet = true, .allowStitch = false}));
}

TEST(AudienceBox, ShowsWhatWasChosenBeforeWithoutSayingItAgain)
{
	Audience audience;
	audience.info.privacyLevel = PrivacyLevel::SelfOnly;
	audience.info.interactions = {.allowComment = true, .allowDuet = false, .allowStitch = true};
	audience.show();
	EXPECT_EQ(audience.combo.currentText(), "Only me");
	EXPECT_TRUE(audience.allow("allowComments").isChecked());
	EXPECT_FALSE(audience.allow("allowDuet").isChecked());
	EXPECT_TRUE(audience.allow("allowStitch").isChecked());
	EXPECT_EQ(audience.privacyChosen.count() + audience.interactionsChosen.count(), 0);
}

TEST(AudienceBox, GreysWhatTheCreatorTurnedOffAndSaysSo)
{
	Audience audience;
	audience.offer.mayAllowDuet = false;
	audience.show();
	EXPECT_FALSE(audience.allow("allowDuet").isEnabled());
	EXPECT_EQ(audience.allow("allowDuet").toolTip(), english()[QStringLiteral("Allow.DisabledByCreator")]);
	EXPECT_TRUE(audience.allow("allowStitch").isEnabled());
	audience.offer.mayAllowDuet = true;
	audience.show();
	EXPECT_TRUE(audience.allow("allowDuet").isEnabled());
	EXPECT_EQ(audience.allow("allowDuet").toolTip(), "");
}

TEST(AudienceBox, IsGreyWhileTikTokHasNotAnswered)
{
	Audience audience;
	EXPECT_FALSE(audience.combo.isEnabled());
	EXPECT_FALSE(audience.allow("allowComments").isEnabled());
	audience.info.privacyLevel = PrivacyLevel::MutualFollowFriends;
	audience.show();
	audience.offer = {};
	audience.show();
	EXPECT_FALSE(audience.combo.isEnabled());
	EXPECT_EQ(audience.combo.currentText(), "Friends") << "it was chosen, and is asked about anew";
	EXPECT_EQ(audience.allow("allowComments").toolTip(), "") << "nobody turned it off";
}

TEST(AudienceBox, AnOpenListStaysOpenUnlessTheOfferChanges)
{
	Audience audience;
	audience.show();
	audience.box.show();
	ASSERT_TRUE(QTest::qWaitForWindowExposed(&audience.box));
	audience.combo.showPopup();
	ASSERT_TRUE(audience.combo.view()->isVisible());
	QSignalSpy rebuilt(audience.combo.model(), &QAbstractItemModel::rowsInserted);
	audience.show();
	audience.info.interactions.allowComment = true;
	audience.show();
	audience.offer = {}; // TikTok is asked anew
	audience.show();
	EXPECT_TRUE(audience.combo.view()->isVisible());
	EXPECT_EQ(rebuilt.count(), 0);

	audience.offer = publicOffer();
	audience.offer.privacyLevels = {PrivacyLevel::SelfOnly};
	audience.show();
	EXPECT_EQ(rowsOf(audience.combo), QStringList{"Only me"});
	EXPECT_FALSE(audience.combo.view()->isVisible());
}

TEST(AudienceBox, BrandedContentCannotBePrivate)
{
	Audience audience;
	audience.offer.mayBePrivate = false;
	audience.show();
	const auto *model = qobject_cast<QStandardItemModel *>(audience.combo.model());
	const QStandardItem *onlyMe = model->item(2);
	EXPECT_FALSE(onlyMe->isEnabled());
	EXPECT_EQ(onlyMe->toolTip(), "Branded content visibility cannot be set to private.");
	EXPECT_EQ(onlyMe->data(Qt::AccessibleDescriptionRole), onlyMe->toolTip()) << "screen readers are told as well";
	audience.offer.mayBePrivate = true;
	audience.show();
	EXPECT_TRUE(onlyMe->isEnabled());
	EXPECT_EQ(onlyMe->toolTip(), "");
}

TEST(AudienceBox, TheWheelDoesNotChangeWhoCanView)
{
	Audience audience;
	audience.info.privacyLevel = PrivacyLevel::SelfOnly;
	audience.show();
	audience.combo.setFocus();
	QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
			  Qt::NoScrollPhase, false);
	QApplication::sendEvent(&audience.combo, &wheel);
	EXPECT_EQ(audience.combo.currentText(), "Only me");
	EXPECT_FALSE(wheel.isAccepted()); // the dock scrolls instead
}

TEST(AudienceBox, PhotosKnowCommentsOnly)
{
	AudienceBox box(englishTexts(), Compose::PostKind::Photos, nullptr);
	EXPECT_TRUE(box.findChild<QCheckBox *>(QStringLiteral("allowComments")));
	EXPECT_FALSE(box.findChild<QCheckBox *>(QStringLiteral("allowDuet")));
	EXPECT_FALSE(box.findChild<QCheckBox *>(QStringLiteral("allowStitch")));
}

} // namespace DirectPost::Ui
