#include "Find.hpp"
#include "Locale.hpp"
#include "PostForm.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

struct Form {
	TikTok::CreatorInfo info;
	std::vector<TikTok::VideoPost> posts;
	PostForm form{englishTexts(), [](const QString &) {}, nullptr};
	QPushButton &post = find<QPushButton>(form, "postButton");
	QComboBox &privacy = find<QComboBox>(form, "privacyCombo");

	Form()
	{
		info.privacyLevels = {PrivacyLevel::PublicToEveryone, PrivacyLevel::MutualFollowFriends,
				      PrivacyLevel::SelfOnly};
		form.setCreator(&info);
		QObject::connect(&form, &PostForm::postWanted, &form,
				 [this](const TikTok::VideoPost &wanted) { posts.push_back(wanted); });
	}
	void write(const QString &text) { find<QPlainTextEdit>(form, "captionEdit").setPlainText(text); }
	void tick(const char *box) { find<QCheckBox>(form, box).setChecked(true); }
	// The names of what the Tab key reaches after `from`, up to `to`.
	QStringList tabbedThrough(const QWidget &from, const QWidget &to) const
	{
		QStringList names;
		for (const QWidget *at = from.nextInFocusChain(); at != &from; at = at->nextInFocusChain()) {
			if (at->focusPolicy() & Qt::TabFocus && at->isVisibleTo(at->window()))
				names += at->objectName();
			if (at == &to)
				break;
		}
		return names;
	}
	QString reason() const
	{
		return isShown(form, "submitReason") ? find<QLabel>(form, "submitReason").text() : QString();
	}
};

} // namespace

TEST(PostForm, CannotPostBeforeSomeoneChoseWhoCanView)
{
	Form form;
	form.write(QStringLiteral("clutch"));
	EXPECT_FALSE(form.post.isEnabled());
	EXPECT_EQ(form.reason(), "Choose who can view the post.");
	form.privacy.setCurrentIndex(0);
	EXPECT_TRUE(form.post.isEnabled());
	EXPECT_EQ(form.reason(), QString());
}

TEST(PostForm, HandsOverExactlyWhatWasChosen)
{
	Form form;
	form.write(QStringLiteral("last second clutch 🎮 #speedrun"));
	form.privacy.setCurrentIndex(1);
	form.tick("allowComments");
	form.tick("allowStitch");
	form.tick("aiGenerated");
	form.tick("disclosureToggle");
	form.tick("yourBrand");
	form.post.click();
	ASSERT_EQ(form.posts.size(), 1u);
	const TikTok::VideoPost &post = form.posts.front();
	EXPECT_EQ(post.caption, "last second clutch 🎮 #speedrun");
	EXPECT_EQ(post.privacyLevel, PrivacyLevel::MutualFollowFriends);
	EXPECT_TRUE(post.interactions.allowComment);
	EXPECT_FALSE(post.interactions.allowDuet);
	EXPECT_TRUE(post.interactions.allowStitch);
	EXPECT_TRUE(post.commercial.isYourBrand);
	EXPECT_FALSE(post.commercial.isBrandedContent);
	EXPECT_TRUE(post.isAiGenerated);
}

TEST(PostForm, AnUntouchedFormAllowsNothing)
{
	Form form;
	EXPECT_FALSE(form.form.isTouched());
	form.privacy.setCurrentIndex(2);
	form.post.click();
	ASSERT_EQ(form.posts.size(), 1u);
	EXPECT_FALSE(form.posts[0].interactions.allowComment || form.posts[0].interactions.allowDuet ||
		     form.posts[0].interactions.allowStitch);
	EXPECT_FALSE(form.posts[0].isAiGenerated);
	EXPECT_FALSE(form.posts[0].commercial.isYourBrand || form.posts[0].commercial.isBrandedContent);
}

TEST(PostForm, ACaptionThatIsTooLongKeepsThePostBack)
{
	Form form;
	form.privacy.setCurrentIndex(0);
	form.write(QString(2201, u'x'));
	EXPECT_FALSE(form.post.isEnabled());
	EXPECT_EQ(form.reason(), "The caption is too long. Shorten it to post.");
	form.write(QString(2200, u'x'));
	EXPECT_TRUE(form.post.isEnabled());
}

TEST(PostForm, AnUnfinishedDisclosureKeepsThePostBackInTikToksWords)
{
	Form form;
	form.privacy.setCurrentIndex(0);
	form.tick("disclosureToggle");
	EXPECT_FALSE(form.post.isEnabled());
	EXPECT_EQ(form.post.toolTip(),
		  "You need to indicate if your content promotes yourself, a third party, or both.");
	EXPECT_EQ(form.reason(), form.post.toolTip());
}

TEST(PostForm, BrandedContentAndOnlyMeExcludeEachOther)
{
	Form form;
	form.tick("disclosureToggle");
	form.privacy.setCurrentIndex(2);
	EXPECT_FALSE(find<QCheckBox>(form.form, "brandedContent").isEnabled());
	form.privacy.setCurrentIndex(0);
	form.tick("brandedContent");
	EXPECT_FALSE(form.privacy.model()->flags(form.privacy.model()->index(2, 0)).testFlag(Qt::ItemIsEnabled));
	EXPECT_TRUE(find<QLabel>(form.form, "consentLine").text().contains(QStringLiteral("Branded Content Policy")));
}

TEST(PostForm, AnObstacleOutsideComesFirst)
{
	Form form;
	form.form.setObstacle("Reason.NotConnected");
	EXPECT_EQ(form.reason(), "Connect TikTok to post.");
	form.privacy.setCurrentIndex(0);
	EXPECT_FALSE(form.post.isEnabled());
	form.form.pressPost();
	EXPECT_TRUE(form.posts.empty());
	form.form.setObstacle(nullptr);
	form.form.pressPost();
	EXPECT_EQ(form.posts.size(), 1u);
}

TEST(PostForm, ClearsEverythingAfterAPost)
{
	Form form;
	form.write(QStringLiteral("clutch"));
	form.privacy.setCurrentIndex(0);
	form.tick("allowDuet");
	form.tick("aiGenerated");
	form.tick("disclosureToggle");
	form.tick("brandedContent");
	EXPECT_TRUE(form.form.isTouched());
	form.form.clear();
	EXPECT_FALSE(form.form.isTouched());
	EXPECT_EQ(form.privacy.currentIndex(), -1);
	EXPECT_EQ(find<QPlainTextEdit>(form.form, "captionEdit").toPlainText(), "");
}

TEST(PostForm, ForAnotherAccountTheCaptionStaysAndTheTermsGo)
{
	Form form;
	form.write(QStringLiteral("clutch"));
	form.privacy.setCurrentIndex(0);
	form.tick("allowDuet");
	form.form.clearTerms();
	EXPECT_EQ(form.privacy.currentIndex(), -1);
	EXPECT_FALSE(find<QCheckBox>(form.form, "allowDuet").isChecked());
	EXPECT_EQ(find<QPlainTextEdit>(form.form, "captionEdit").toPlainText(), "clutch");
}

TEST(PostForm, SaysWhatTikTokRefusesAndLetsItBeAskedAgain)
{
	Form form;
	Error error;
	error.code = "daily_post_limit";
	form.form.showTrouble(&error);
	EXPECT_TRUE(isShown(form.form, "creatorTrouble"));
	int asked = 0;
	QObject::connect(&form.form, &PostForm::askAgainWanted, &form.form, [&asked] { ++asked; });
	find<QPushButton>(form.form, "askCreatorAgainButton").click();
	EXPECT_EQ(asked, 1);
	form.form.showTrouble(nullptr);
	EXPECT_FALSE(isShown(form.form, "creatorTrouble"));
}

TEST(PostForm, ItsButtonStaysInTheFormsTabOrderWhereverItIsLaidOut)
{
	QWidget owner;
	Form form;
	QVBoxLayout column(&owner);
	column.addWidget(&form.form);
	auto *later = new QPushButton(QStringLiteral("later"), &owner);
	later->setObjectName(QStringLiteral("later"));
	column.addWidget(later);
	column.addWidget(form.form.submitBar());
	EXPECT_EQ(form.tabbedThrough(find(owner, "aiGenerated"), *later),
		  (QStringList{"consentLine", "postButton", "later"}));
}

TEST(PostForm, ItsButtonComesAndGoesWithIt)
{
	QWidget owner;
	Form form;
	QVBoxLayout column(&owner);
	column.addWidget(&form.form);
	column.addWidget(form.form.submitBar());
	form.form.setVisible(false);
	EXPECT_FALSE(isShown(owner, "postButton"));
	form.form.setVisible(true);
	EXPECT_TRUE(isShown(owner, "postButton"));
}

} // namespace DirectPost::Ui
