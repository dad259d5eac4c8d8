#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "dialogs/PhotoHostingDialog.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

const Hosting::Place kBucket{.kind = Hosting::PlaceKind::S3,
			     .address = "https://s3.example",
			     .bucket = "nia",
			     .region = "auto",
			     .folder = "clips",
			     .user = "AKIA",
			     .publicAddress = "https://nia.example/clips",
			     .isRemovedOncePosted = true};

struct Hosted {
	PhotoHostingDialog page{englishTexts(), nullptr};
	QPushButton &test = find<QPushButton>(page, "testHostingButton");
	QPushButton &save = find<QPushButton>(page, "saveHostingButton");
	Compose::HostingState state{.isKnown = true, .place = {}, .testError = {}};
	std::vector<std::pair<Hosting::Place, std::string>> tested;
	std::vector<std::pair<Hosting::Place, std::string>> saved;

	Hosted()
	{
		QObject::connect(&page, &PhotoHostingDialog::testWanted,
				 [this](const Hosting::Place &place, const Secret &secret) {
					 tested.emplace_back(place, secret.reveal());
				 });
		QObject::connect(&page, &PhotoHostingDialog::saveWanted,
				 [this](const Hosting::Place &place, const Secret &secret) {
					 saved.emplace_back(place, secret.reveal());
				 });
		page.begin(state);
	}
	void beginWith(const Hosting::Place &place)
	{
		state.place = place;
		state.hasSecret = true;
		page.begin(state);
	}
	void type(const char *field, const QString &text) { find<QLineEdit>(page, field).setText(text); }
	void typeBucket()
	{
		type("hostingAddress", " https://s3.example ");
		type("hostingBucket", "nia");
		type("hostingRegion", "auto");
		type("hostingFolder", "clips");
		type("hostingUser", "AKIA");
		type("hostingPublicAddress", "https://nia.example/clips");
		find<QCheckBox>(page, "hostingRemoves").setChecked(true);
	}
};

} // namespace

TEST(PhotoHostingDialog, TestsAndSavesExactlyWhatWasTyped)
{
	Hosted hosted;
	EXPECT_FALSE(hosted.test.isEnabled());
	hosted.typeBucket();
	EXPECT_FALSE(hosted.test.isEnabled()) << "its secret is missing";
	hosted.type("hostingSecret", "key");
	hosted.test.click();
	ASSERT_EQ(hosted.tested.size(), 1U);
	EXPECT_EQ(hosted.tested.front(), std::pair(kBucket, std::string("key")));
	EXPECT_TRUE(hosted.saved.empty());
	hosted.save.click();
	ASSERT_EQ(hosted.saved.size(), 1U);
	EXPECT_EQ(hosted.saved.front(), std::pair(kBucket, std::string("key")));
	EXPECT_EQ(find<QLineEdit>(hosted.page, "hostingSecret").text(), "") << "typed once, never shown again";
}

TEST(PhotoHostingDialog, ShowsWhatIsStoredAndNoSecret)
{
	Hosted hosted;
	hosted.beginWith(kBucket);
	EXPECT_EQ(find<QLineEdit>(hosted.page, "hostingSecret").text(), "");
	EXPECT_EQ(find<QLineEdit>(hosted.page, "hostingSecret").echoMode(), QLineEdit::Password);
	hosted.save.click();
	ASSERT_EQ(hosted.saved.size(), 1U);
	EXPECT_EQ(hosted.saved.front(), std::pair(kBucket, std::string()));
}

TEST(PhotoHostingDialog, TheStoredSecretIsForItsAddressAndUserAlone)
{
	Hosted hosted;
	hosted.beginWith(kBucket);
	hosted.type("hostingFolder", "elsewhere");
	EXPECT_TRUE(hosted.test.isEnabled());
	hosted.type("hostingAddress", "https://another.example");
	EXPECT_FALSE(hosted.test.isEnabled());
	EXPECT_FALSE(hosted.save.isEnabled());
	EXPECT_EQ(find<QLineEdit>(hosted.page, "hostingSecret").placeholderText(), "");
	hosted.beginWith(kBucket);
	EXPECT_NE(find<QLineEdit>(hosted.page, "hostingSecret").placeholderText(), "");
	hosted.type("hostingUser", "AKIB");
	EXPECT_FALSE(hosted.save.isEnabled());
}

TEST(PhotoHostingDialog, AWebFolderAsksForLess)
{
	Hosted hosted;
	hosted.typeBucket();
	find<QComboBox>(hosted.page, "hostingKind").setCurrentIndex(1);
	EXPECT_FALSE(isShown(hosted.page, "hostingBucket"));
	EXPECT_FALSE(isShown(hosted.page, "hostingRegion"));
	EXPECT_FALSE(isShown(hosted.page, "hostingFolder"));
	hosted.type("hostingUser", "");
	EXPECT_TRUE(hosted.save.isEnabled()) << "one without a login";
	hosted.save.click();
	ASSERT_EQ(hosted.saved.size(), 1U);
	const Hosting::Place expected{.kind = Hosting::PlaceKind::Folder,
				      .address = "https://s3.example",
				      .publicAddress = "https://nia.example/clips",
				      .isRemovedOncePosted = true};
	EXPECT_EQ(hosted.saved.front().first, expected);
}

TEST(PhotoHostingDialog, AnEmptyPageTakesWhatIsStoredAway)
{
	Hosted hosted;
	hosted.beginWith(kBucket);
	for (const char *field : {"hostingAddress", "hostingBucket", "hostingRegion", "hostingFolder", "hostingUser"})
		hosted.type(field, "");
	EXPECT_FALSE(hosted.save.isEnabled());
	hosted.type("hostingPublicAddress", "");
	EXPECT_TRUE(hosted.save.isEnabled());
	EXPECT_FALSE(hosted.test.isEnabled());
}

TEST(PhotoHostingDialog, SaysHowTheTestEnds)
{
	Hosted hosted;
	hosted.typeBucket();
	hosted.type("hostingSecret", "key");
	EXPECT_FALSE(isShown(hosted.page, "hostingOutcome"));
	hosted.state.test = Compose::HostingTest::UnderWay;
	hosted.page.showState(hosted.state);
	EXPECT_TRUE(isShown(hosted.page, "hostingOutcome"));
	EXPECT_FALSE(hosted.test.isEnabled()) << "one at a time";
	hosted.state.test = Compose::HostingTest::Failed;
	hosted.state.testError = errorOf(ErrorKind::AppSettings, "hosting_denied");
	hosted.page.showState(hosted.state);
	EXPECT_TRUE(hosted.test.isEnabled());
	EXPECT_EQ(find<QLineEdit>(hosted.page, "hostingSecret").text(), "key") << "what was typed stays";
}

} // namespace DirectPost::Ui
