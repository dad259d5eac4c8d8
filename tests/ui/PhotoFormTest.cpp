#include "Find.hpp"
#include "Locale.hpp"
#include "PhotoForm.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

const QString kAddress = QStringLiteral("https://nia.example/a.jpg");

struct Photos {
	TikTok::CreatorInfo info;
	std::vector<TikTok::PhotoPost> posts;
	PhotoForm form{englishTexts(), [](const QString &) {}, nullptr};
	QPushButton &post = find<QPushButton>(form, "postPhotosButton");
	QComboBox &privacy = find<QComboBox>(form, "privacyCombo");
	QCheckBox &comments = find<QCheckBox>(form, "allowComments");
	QSpinBox &cover = find<QSpinBox>(form, "photoCover");

	Photos()
	{
		info.privacyLevels = {PrivacyLevel::PublicToEveryone, PrivacyLevel::MutualFollowFriends,
				      PrivacyLevel::SelfOnly};
		form.setCreator(&info);
		QObject::connect(&form, &PhotoForm::postWanted, &form,
				 [this](const TikTok::PhotoPost &wanted) { posts.push_back(wanted); });
	}
	void write(const char *where, const QString &text) { find<QPlainTextEdit>(form, where).setPlainText(text); }
	void name(const QStringList &addresses) { write("photoAddresses", addresses.join(u'\n')); }
	void tick(const char *box) { find<QCheckBox>(form, box).setChecked(true); }
	void complete()
	{
		name({kAddress});
		privacy.setCurrentIndex(0);
	}
	QString reason() const
	{
		return isShown(form, "submitReason") ? find<QLabel>(form, "submitReason").text() : QString();
	}
	QString count() const { return find<QLabel>(form, "photoCount").text(); }
};

} // namespace

TEST(PhotoForm, HandsOverExactlyWhatWasFilledIn)
{
	Photos photos;
	photos.write("photoAddresses",
		     QStringLiteral("\n  https://nia.example/a.jpg \n\nhttps://nia.example/b.webp?size=2\n"));
	photos.cover.setValue(2);
	photos.write("photoTitle", QStringLiteral("raid night 🎮"));
	photos.write("photoDescription", QStringLiteral("first\nsecond #raid"));
	photos.privacy.setCurrentIndex(1);
	photos.tick("allowComments");
	photos.tick("aiGenerated");
	photos.tick("disclosureToggle");
	photos.tick("brandedContent");
	photos.post.click();
	ASSERT_EQ(photos.posts.size(), 1u);
	const TikTok::PhotoPost &post = photos.posts.front();
	EXPECT_EQ(post.imageUrls,
		  (std::vector<std::string>{"https://nia.example/a.jpg", "https://nia.example/b.webp?size=2"}));
	EXPECT_EQ(post.coverIndex, 1); // TikTok counts from 0
	EXPECT_EQ(post.title, "raid night 🎮");
	EXPECT_EQ(post.description, "first\nsecond #raid");
	EXPECT_EQ(post.privacyLevel, PrivacyLevel::MutualFollowFriends);
	EXPECT_TRUE(post.allowComment);
	EXPECT_TRUE(post.isAiGenerated);
	EXPECT_FALSE(post.commercial.isYourBrand);
	EXPECT_TRUE(post.commercial.isBrandedContent);
	EXPECT_FALSE(post.autoAddMusic);
}

TEST(PhotoForm, AllowsAndSaysNothingThatNobodyTicked)
{
	Photos photos;
	EXPECT_EQ(photos.privacy.currentIndex(), -1);
	photos.complete();
	photos.post.click();
	ASSERT_EQ(photos.posts.size(), 1u);
	const TikTok::PhotoPost &post = photos.posts.front();
	EXPECT_EQ(post.privacyLevel, PrivacyLevel::PublicToEveryone);
	EXPECT_EQ(post.coverIndex, 0);
	EXPECT_EQ(post.title + post.description, "");
	EXPECT_FALSE(post.allowComment || post.isAiGenerated || post.autoAddMusic || post.commercial.isYourBrand ||
		     post.commercial.isBrandedContent);
}

TEST(PhotoForm, CannotPostBeforeSomeoneChoseWhoCanView)
{
	Photos photos;
	EXPECT_EQ(photos.reason(), "Enter the address of at least one photo.");
	photos.name({kAddress});
	EXPECT_FALSE(photos.post.isEnabled());
	EXPECT_EQ(photos.reason(), "Choose who can view the post.");
	photos.privacy.setCurrentIndex(2);
	EXPECT_TRUE(photos.post.isEnabled());
	EXPECT_EQ(photos.reason(), QString());
}

TEST(PhotoForm, TakesThirtyFivePhotosAndNotOneMore)
{
	Photos photos;
	photos.complete();
	QStringList addresses(35, kAddress);
	photos.name(addresses);
	EXPECT_TRUE(photos.post.isEnabled());
	EXPECT_EQ(photos.count(), "35 / 35");
	photos.name(addresses << kAddress);
	EXPECT_FALSE(photos.post.isEnabled());
	EXPECT_EQ(photos.reason(), "TikTok takes at most 35 photos. Remove some.");
	EXPECT_EQ(photos.count(), "Too many: 36 / 35");
}

TEST(PhotoForm, TakesHttpsAddressesOnly)
{
	Photos photos;
	photos.complete();
	for (const char *address :
	     {"http://nia.example/a.jpg", "nia.example/a.jpg", "file:///home/nia/a.jpg", "https://", "https:///a.jpg",
	      "ftp://nia.example/a.jpg", "https://nia.example/a.jpg https://nia.example/b.jpg"}) {
		photos.name({kAddress, QLatin1StringView(address)});
		EXPECT_FALSE(photos.post.isEnabled()) << address;
		EXPECT_EQ(photos.reason(), "Each line must be one address that starts with https://.") << address;
	}
	photos.name({QStringLiteral("HTTPS://nia.example/a.jpg")});
	EXPECT_TRUE(photos.post.isEnabled());
}

TEST(PhotoForm, TakesATitleOfNinetyUnitsAndNotOneMore)
{
	Photos photos;
	photos.complete();
	const QString eightyEight(88, u'x');
	photos.write("photoTitle", eightyEight + QStringLiteral("🎮")); // two units
	EXPECT_TRUE(photos.post.isEnabled());
	photos.write("photoTitle", eightyEight + QStringLiteral("x🎮"));
	EXPECT_FALSE(photos.post.isEnabled());
	EXPECT_EQ(photos.reason(), "The title is too long. Shorten it to post.");
}

TEST(PhotoForm, TakesADescriptionOfFourThousandUnitsAndNotOneMore)
{
	Photos photos;
	photos.complete();
	photos.write("photoDescription", QString(4000, u'x'));
	EXPECT_TRUE(photos.post.isEnabled());
	photos.write("photoDescription", QString(4001, u'x'));
	EXPECT_FALSE(photos.post.isEnabled());
	EXPECT_EQ(photos.reason(), "The description is too long. Shorten it to post.");
}

TEST(PhotoForm, TheCoverIsAlwaysOneOfThePhotos)
{
	Photos photos;
	photos.complete();
	photos.name({kAddress, kAddress, kAddress});
	photos.cover.setValue(99);
	EXPECT_EQ(photos.cover.value(), 3);
	photos.cover.setValue(0);
	EXPECT_EQ(photos.cover.value(), 1);
	photos.cover.setValue(3);
	photos.name({kAddress, kAddress});
	photos.post.click();
	ASSERT_EQ(photos.posts.size(), 1u);
	EXPECT_EQ(photos.posts.front().coverIndex, 1);
}

TEST(PhotoForm, GreysCommentsThatTheCreatorTurnedOff)
{
	Photos photos;
	EXPECT_TRUE(photos.comments.isEnabled());
	EXPECT_FALSE(photos.comments.isChecked());
	photos.comments.setChecked(true);
	photos.info.isCommentDisabled = true;
	photos.form.setCreator(&photos.info);
	EXPECT_FALSE(photos.comments.isEnabled());
	EXPECT_FALSE(photos.comments.isChecked());
	photos.complete();
	photos.post.click();
	ASSERT_EQ(photos.posts.size(), 1u);
	EXPECT_FALSE(photos.posts.front().allowComment);
}

TEST(PhotoForm, AnObstacleOutsideComesFirst)
{
	Photos photos;
	photos.complete();
	photos.form.setObstacle("Reason.NotConnected");
	EXPECT_EQ(photos.reason(), "Connect TikTok to post.");
	photos.post.click();
	EXPECT_TRUE(photos.posts.empty());
}

TEST(PhotoForm, ClearsEverythingAfterAPost)
{
	Photos photos;
	photos.complete();
	photos.write("photoTitle", QStringLiteral("raid"));
	photos.write("photoDescription", QStringLiteral("night"));
	photos.tick("allowComments");
	photos.tick("aiGenerated");
	photos.form.clear();
	EXPECT_EQ(photos.privacy.currentIndex(), -1);
	for (const char *text : {"photoAddresses", "photoTitle", "photoDescription"})
		EXPECT_EQ(find<QPlainTextEdit>(photos.form, text).toPlainText(), "") << text;
	for (const char *box : {"allowComments", "aiGenerated"})
		EXPECT_FALSE(find<QCheckBox>(photos.form, box).isChecked()) << box;
}

} // namespace DirectPost::Ui
