#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "dialogs/PhotoDialog.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

const QString kAddress = QStringLiteral("https://nia.example/a.jpg");

struct Photos {
	Compose::PhotoState state;
	Compose::CreatorState creator;
	Account::Identity account;
	PhotoDialog dialog{englishTexts(), [](const QString &) {}, nullptr};
	QPushButton &post = find<QPushButton>(dialog, "postPhotosButton");
	QSpinBox &cover = find<QSpinBox>(dialog, "photoCover");
	QPlainTextEdit &addresses = find<QPlainTextEdit>(dialog, "photoAddresses");

	Photos()
	{
		state.offer = publicOffer();
		show();
		QObject::connect(&dialog, &PhotoDialog::edited, &dialog,
				 [this](const Compose::PhotoDraft &draft) { state.draft = draft; });
	}
	void show() { dialog.showState(state, creator, account); }
	QString count() const { return find<QLabel>(dialog, "photoCount").text(); }
};

} // namespace

TEST(PhotoDialog, NamesTheAccountThatPosts)
{
	Photos photos;
	EXPECT_FALSE(isShown(photos.dialog, "photoAccount"));
	photos.account.nickname = QStringLiteral("Nia");
	photos.show();
	EXPECT_TRUE(isShown(photos.dialog, "photoAccount"));
	EXPECT_EQ(find<QLabel>(photos.dialog, "photoAccount").text(), "For the account: Nia");
}

TEST(PhotoDialog, SaysExactlyWhatWasFilledIn)
{
	Photos photos;
	photos.addresses.setPlainText(
		QStringLiteral("\n  https://nia.example/a.jpg \n\nhttps://nia.example/b.webp?size=2\n"));
	photos.cover.setValue(2);
	find<QPlainTextEdit>(photos.dialog, "photoTitle").setPlainText(QStringLiteral("raid night 🎮"));
	find<QPlainTextEdit>(photos.dialog, "photoDescription").setPlainText(QStringLiteral("first\nsecond #raid"));
	find<QComboBox>(photos.dialog, "privacyCombo").setCurrentIndex(1);
	unfold(photos.dialog);
	for (const char *box : {"allowComments", "aiGenerated", "disclosureToggle", "brandedContent"})
		find<QCheckBox>(photos.dialog, box).setChecked(true);
	const Compose::PhotoDraft &draft = photos.state.draft;
	EXPECT_EQ(draft.addresses,
		  (std::vector<std::string>{"https://nia.example/a.jpg", "https://nia.example/b.webp?size=2"}));
	EXPECT_EQ(draft.coverIndex, 1); // TikTok counts from 0
	EXPECT_EQ(draft.title, "raid night 🎮");
	EXPECT_EQ(draft.info.caption, "first\nsecond #raid");
	EXPECT_EQ(draft.info.privacyLevel, PrivacyLevel::MutualFollowFriends);
	EXPECT_TRUE(draft.info.interactions.allowComment);
	EXPECT_TRUE(draft.info.isAiGenerated);
	EXPECT_TRUE(draft.isDisclosureOn);
	EXPECT_TRUE(draft.info.commercial.isBrandedContent);
}

TEST(PhotoDialog, SaysNothingThatNobodyFilledIn)
{
	Photos photos;
	EXPECT_EQ(photos.state.draft, Compose::PhotoDraft());
	EXPECT_EQ(find<QComboBox>(photos.dialog, "privacyCombo").currentIndex(), -1);
	photos.addresses.setPlainText(kAddress);
	Compose::PhotoDraft expected;
	expected.addresses = {kAddress.toStdString()};
	EXPECT_EQ(photos.state.draft, expected);
}

TEST(PhotoDialog, ShowsADraftWithoutSayingItAgain)
{
	Photos photos;
	QSignalSpy edited(&photos.dialog, &PhotoDialog::edited);
	Compose::PhotoDraft &draft = photos.state.draft;
	draft.addresses = {"https://nia.example/a.jpg", "https://nia.example/b.jpg"};
	draft.coverIndex = 1;
	draft.title = "raid";
	draft.info.caption = "night";
	draft.info.privacyLevel = PrivacyLevel::SelfOnly;
	photos.show();
	EXPECT_EQ(edited.count(), 0);
	EXPECT_EQ(photos.addresses.toPlainText(), "https://nia.example/a.jpg\nhttps://nia.example/b.jpg");
	EXPECT_EQ(photos.cover.value(), 2);
	EXPECT_EQ(find<QPlainTextEdit>(photos.dialog, "photoTitle").toPlainText(), "raid");
	EXPECT_EQ(find<QPlainTextEdit>(photos.dialog, "photoDescription").toPlainText(), "night");
	photos.state.draft = {};
	photos.show();
	EXPECT_EQ(photos.addresses.toPlainText(), "");
	EXPECT_EQ(edited.count(), 0);
}

TEST(PhotoDialog, TakesNoWordsWhileItsPostIsOnItsWay)
{
	Photos photos;
	photos.state.isBeingPosted = true;
	photos.show();
	EXPECT_FALSE(photos.addresses.isEnabled());
	photos.state.isBeingPosted = false;
	photos.state.refusal = errorOf(ErrorKind::Disk, "store_full");
	photos.show();
	EXPECT_TRUE(photos.addresses.isEnabled());
}

TEST(PhotoDialog, LeavesHalfAnAddressAlone)
{
	Photos photos;
	photos.addresses.setPlainText(kAddress + QStringLiteral("\n\n "));
	photos.show();
	EXPECT_EQ(photos.addresses.toPlainText(), kAddress + QStringLiteral("\n\n "));
}

TEST(PhotoDialog, CountsThePhotos)
{
	Photos photos;
	photos.addresses.setPlainText(QStringList(35, kAddress).join(u'\n'));
	EXPECT_EQ(photos.count(), "35 / 35");
	photos.addresses.setPlainText(QStringList(36, kAddress).join(u'\n'));
	EXPECT_EQ(photos.count(), "Too many: 36 / 35");
}

TEST(PhotoDialog, TheCoverIsAlwaysOneOfThePhotos)
{
	Photos photos;
	photos.addresses.setPlainText(QStringList(3, kAddress).join(u'\n'));
	photos.cover.setValue(99);
	EXPECT_EQ(photos.cover.value(), 3);
	photos.cover.setValue(0);
	EXPECT_EQ(photos.cover.value(), 1);
	photos.cover.setValue(3);
	photos.addresses.setPlainText(QStringList(2, kAddress).join(u'\n'));
	EXPECT_EQ(photos.state.draft.coverIndex, 1);
}

TEST(PhotoDialog, TheWheelDoesNotChangeTheCover)
{
	Photos photos;
	photos.addresses.setPlainText(QStringList(3, kAddress).join(u'\n'));
	QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
			  Qt::NoScrollPhase, false);
	QApplication::sendEvent(&photos.cover, &wheel);
	EXPECT_EQ(photos.cover.value(), 1);
}

TEST(PhotoDialog, ClosesWhenThePostIsMadeAndStaysWhenItIsRefused)
{
	Photos photos;
	photos.dialog.show();
	photos.state.isBeingPosted = true;
	photos.show();
	photos.state.isBeingPosted = false;
	photos.state.refusal = errorOf(ErrorKind::Disk, "store_full");
	photos.show();
	EXPECT_TRUE(photos.dialog.isVisible());
	EXPECT_TRUE(isShown(photos.dialog, "refusal"));
	photos.state.refusal.reset();
	photos.state.lastPosted = 5;
	photos.show();
	EXPECT_FALSE(photos.dialog.isVisible()) << "though nobody told that it was on its way";
	photos.dialog.show();
	photos.show();
	EXPECT_TRUE(photos.dialog.isVisible()) << "for the next post";
}

TEST(PhotoDialog, ItsButtonIsInSightHoweverSmallItIs)
{
	Photos photos;
	photos.state.obstacle = Compose::Obstacle::NoPhotos;
	photos.show();
	photos.dialog.resize(photos.dialog.minimumSizeHint().width(), 320);
	photos.dialog.show();
	ASSERT_TRUE(QTest::qWaitForWindowExposed(&photos.dialog));
	EXPECT_EQ(photos.post.visibleRegion().boundingRect(), photos.post.rect());
	EXPECT_TRUE(isShown(photos.dialog, "submitReason"));
}

} // namespace DirectPost::Ui
