#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "parts/InsertButton.hpp"
#include "parts/PostForm.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QToolButton>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

struct Form {
	PostForm form{englishTexts(), Compose::PostKind::Video, {"Caption", "captionEdit", 2200, 2, 4}, nullptr};
	QSignalSpy edited{&form, &PostForm::edited};
	QComboBox &privacy = find<QComboBox>(form, "privacyCombo");
	QToolButton &fold = find<QToolButton>(form, "disclosureFold");

	Form() { form.showInfo({}, false, publicOffer()); }
	void tick(const char *box) { find<QCheckBox>(form, box).setChecked(true); }
};

} // namespace

TEST(PostForm, SaysExactlyWhatWasChosen)
{
	Form form;
	find<QPlainTextEdit>(form.form, "captionEdit").setPlainText(QStringLiteral("last second clutch 🎮 #speedrun"));
	form.privacy.setCurrentIndex(1);
	form.tick("allowComments");
	form.tick("allowStitch");
	form.fold.click();
	form.tick("aiGenerated");
	form.tick("disclosureToggle");
	form.tick("yourBrand");
	EXPECT_EQ(form.edited.count(), 7);
	const TikTok::PostInfo &info = form.form.info();
	EXPECT_EQ(info.caption, "last second clutch 🎮 #speedrun");
	EXPECT_EQ(info.privacyLevel, PrivacyLevel::MutualFollowFriends);
	EXPECT_EQ(info.interactions,
		  (TikTok::Interactions{.allowComment = true, .allowDuet = false, .allowStitch = true}));
	EXPECT_EQ(info.commercial, (TikTok::CommercialContent{.isYourBrand = true, .isBrandedContent = false}));
	EXPECT_TRUE(info.isAiGenerated);
	EXPECT_TRUE(form.form.isDisclosureOn());
}

TEST(PostForm, WhatUnfoldsIsALineAndNoButtonAmongOthers)
{
	Form form;
	form.form.setStyleSheet(QStringLiteral("QToolButton { background: #ff0000; }"));
	form.form.resize(280, 400);
	const QImage picture = form.form.grab().toImage();
	const QRect fold = form.fold.geometry();
	ASSERT_TRUE(picture.rect().contains(fold));
	EXPECT_NE(picture.pixelColor(fold.right() - 1, fold.top() + 1), QColor(0xff, 0, 0));
}

TEST(PostForm, AnUntouchedFormSaysNothing)
{
	Form form;
	EXPECT_EQ(form.form.info(), TikTok::PostInfo());
	EXPECT_FALSE(form.form.isDisclosureOn());
	EXPECT_EQ(form.edited.count(), 0);
}

TEST(PostForm, WhatIsShownIsNotSaidAgain)
{
	Form form;
	TikTok::PostInfo info;
	info.caption = "clutch";
	info.privacyLevel = PrivacyLevel::PublicToEveryone;
	info.interactions.allowDuet = true;
	info.commercial.isYourBrand = true;
	info.isAiGenerated = true;
	form.form.showInfo(info, true, publicOffer());
	EXPECT_EQ(form.edited.count(), 0);
	EXPECT_EQ(form.form.info(), info);
	EXPECT_EQ(form.privacy.currentText(), "Everyone");
	EXPECT_TRUE(find<QCheckBox>(form.form, "aiGenerated").isChecked());
}

TEST(PostForm, WritingWhileTikTokIsAskedLosesNoChoice)
{
	Form form;
	TikTok::PostInfo info;
	info.privacyLevel = PrivacyLevel::SelfOnly;
	info.interactions.allowComment = true;
	form.form.showInfo(info, false, {}); // the offer is not known (any more)
	find<QPlainTextEdit>(form.form, "captionEdit").setPlainText(QStringLiteral("clutch"));
	EXPECT_EQ(form.form.info().privacyLevel, PrivacyLevel::SelfOnly);
	EXPECT_TRUE(form.form.info().interactions.allowComment);
}

TEST(PostForm, NotesSixHashtagsAndMore)
{
	Form form;
	TikTok::PostInfo info;
	info.caption = "#a #b #c #d #e";
	form.form.showInfo(info, false, publicOffer());
	EXPECT_FALSE(isShown(form.form, "noteOfHashtags"));
	info.caption += " #f";
	form.form.showInfo(info, false, publicOffer());
	ASSERT_TRUE(isShown(form.form, "noteOfHashtags"));
	EXPECT_EQ(find<QLabel>(find(form.form, "noteOfHashtags"), "sentence").text(),
		  "6 hashtags. TikTok may count only five of them; keep the ones that fit best.");
}

TEST(PostForm, SaysThatAWordIsPostedAsItStands)
{
	Form form;
	form.form.sayOfWord(Mood::Warning, "Caption.LiteralWord", "{game}");
	EXPECT_EQ(find<QLabel>(find(form.form, "noteOfWord"), "sentence").text(),
		  "{game} is posted as it stands here. To have it filled in, take it from the + above the caption.");
	form.form.sayOfWord(Mood::Warning, "Caption.LiteralWord", std::nullopt);
	EXPECT_FALSE(isShown(form.form, "noteOfWord"));
}

TEST(PostForm, OffersTheHashtagsOfItsCaptionForASet)
{
	Form form;
	QStringList wanted;
	QObject::connect(&form.form, &PostForm::setsWanted, &form.form,
			 [&wanted](const QString &hashtags) { wanted += hashtags; });
	TikTok::PostInfo info;
	info.caption = "clutch #fps and #win";
	form.form.showInfo(info, false, publicOffer());
	form.form.offerInsertions({}, {});
	emit find<InsertButton>(form.form, "captionEditInsert").setsWanted();
	EXPECT_EQ(wanted, QStringList{"#fps #win"});
}

TEST(PostForm, FoldsDisclosureAndAiAwayWhileTheyAreUntouched)
{
	Form form;
	EXPECT_EQ(form.fold.text(), "Disclosure, AI");
	EXPECT_FALSE(isShown(form.form, "disclosureToggle"));
	EXPECT_FALSE(isShown(form.form, "aiGenerated"));
	form.fold.click();
	EXPECT_TRUE(isShown(form.form, "disclosureToggle"));
	EXPECT_TRUE(isShown(form.form, "aiGenerated"));
	form.fold.click();
	EXPECT_FALSE(isShown(form.form, "disclosureToggle"));
}

TEST(PostForm, WhatWasChosenInTheFoldIsNeverOutOfSight)
{
	Form form;
	TikTok::PostInfo info;
	info.isAiGenerated = true;
	form.form.showInfo(info, false, publicOffer());
	EXPECT_TRUE(isShown(form.form, "aiGenerated"));
	form.fold.click();
	EXPECT_TRUE(isShown(form.form, "aiGenerated"));
	form.form.showInfo({}, true, publicOffer());
	EXPECT_TRUE(isShown(form.form, "disclosureToggle"));
}

} // namespace DirectPost::Ui
