#include "Studio.hpp"
#include "WebSpace.hpp"

#include <gmock/gmock.h>

#include <QFile>

// Where everything is as it should be.
namespace DirectPost::Hosting {
namespace {

using testing::ElementsAre;

std::shared_ptr<const Account::Vault> openVault()
{
	Account::Vault::Key key;
	key.bytes.fill(7);
	return std::make_shared<const Account::Vault>(key);
}

class PictureHosts : public testing::Test {
protected:
	PictureHosts() { studio.trust(space.certificate); }
	void use(const Login &login) { studio.host().setPlace(login.place, login.secret); }
	std::string stored() const
	{
		QFile file(QString::fromStdString((studio.folder() / "photo-hosting.json").string()));
		return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
	}

	Studio studio;
	WebSpace space{studio.folder()};
};

TEST_F(PictureHosts, APictureLiesInTheBucketAndIsFoundAtItsAddress)
{
	use(space.bucket());
	const auto address = studio.answerTo(studio.host().put(studio.picture({4000, 3000})));
	ASSERT_TRUE(address) << address.error().code << " " << space.lastFault();
	const auto files = space.files();
	ASSERT_EQ(files.size(), 1U);
	const auto &[path, bytes] = *files.begin();
	EXPECT_TRUE(path.starts_with("clips/direct-post-")) << path;
	EXPECT_EQ(address->toStdString(), space.bucket().place.publicAddress + path.substr(5));
	EXPECT_EQ(QImage::fromData(QByteArray::fromStdString(bytes), "JPEG").size(), QSize(1440, 1080));
}

TEST_F(PictureHosts, APictureLiesInTheWebFolderAndIsFoundAtItsAddress)
{
	use(space.webFolder());
	const auto address = studio.answerTo(studio.host().put(studio.picture()));
	ASSERT_TRUE(address) << address.error().code;
	ASSERT_EQ(space.files().size(), 1U);
	EXPECT_TRUE(space.files().begin()->first.starts_with("direct-post-"));
}

TEST_F(PictureHosts, ThePictureIsFetchedAsTikTokWouldBeforeItsAddressIsTold)
{
	use(space.bucket());
	ASSERT_TRUE(studio.answerTo(studio.host().put(studio.picture())));
	EXPECT_THAT(space.log(), ElementsAre("PUT 200", "HEAD 200", "GET 206"));
}

TEST_F(PictureHosts, ATestLeavesNothingBehind)
{
	for (const Login &login : {space.bucket(), space.webFolder()}) {
		const auto tested = studio.answerTo(studio.host().test(login.place, login.secret));
		EXPECT_TRUE(tested) << tested.error().code;
		EXPECT_TRUE(space.files().empty());
	}
	EXPECT_FALSE(studio.host().isSetUp()) << "nothing was saved";
}

TEST_F(PictureHosts, ATestOfALoginThatMayNotRemovePassesWhereNothingIsToBeRemoved)
{
	space.answerToDelete = 403;
	Login login = space.bucket();
	EXPECT_TRUE(studio.answerTo(studio.host().test(login.place, login.secret)));
	login.place.isRemovedOncePosted = true;
	const auto tested = studio.answerTo(studio.host().test(login.place, login.secret));
	ASSERT_FALSE(tested);
	EXPECT_EQ(tested.error().code, "hosting_denied");
}

TEST_F(PictureHosts, WhatWasPutThereIsRemovedAndNothingElse)
{
	use(space.bucket());
	const auto address = studio.answerTo(studio.host().put(studio.picture()));
	ASSERT_TRUE(address);
	studio.host().remove(space.bucket().place.publicAddress + "/holiday.jpg");
	studio.host().remove("https://elsewhere.example/direct-post-0123456789abcdef0123456789abcdef.jpg");
	studio.host().remove(address->toStdString());
	EXPECT_TRUE(Studio::waitFor([&] { return space.files().empty(); }));
	EXPECT_EQ(std::ranges::count_if(space.log(), [](const auto &line) { return line.starts_with("DELETE"); }), 1);
}

TEST_F(PictureHosts, WhatIsCancelledIsNotAnsweredAndLeavesNothing)
{
	use(space.bucket());
	const RequestId cancelled = studio.host().put(studio.picture());
	studio.host().cancel(cancelled);
	ASSERT_TRUE(studio.answerTo(studio.host().put(studio.picture())));
	EXPECT_FALSE(studio.wasAnswered(cancelled));
	EXPECT_TRUE(Studio::waitFor([&] { return space.files().size() == 1; }));
}

TEST_F(PictureHosts, TheSecretIsSealedOnceThereIsAVaultAndStandsNowhereInTheClear)
{
	const std::string key = space.bucket().secret.reveal();
	use(space.bucket());
	EXPECT_EQ(studio.vaultsWanted, 1);
	EXPECT_FALSE(stored().contains(key));
	EXPECT_TRUE(studio.host().isSetUp()) << "until OBS ends it is known";
	studio.vault = openVault();
	studio.host().vaultOpened();
	EXPECT_FALSE(stored().contains(key));
	ASSERT_TRUE(studio.answerTo(studio.host().put(studio.picture())));
	studio.vault.reset();
	studio.restart();
	EXPECT_TRUE(studio.host().isLocked());
	EXPECT_TRUE(studio.host().hasSecret());
	EXPECT_FALSE(studio.host().isSetUp());
	studio.vault = openVault();
	studio.host().vaultOpened();
	EXPECT_TRUE(studio.host().isSetUp());
	EXPECT_TRUE(studio.answerTo(studio.host().put(studio.picture())));
	EXPECT_FALSE(studio.logged().contains(key));
}

TEST_F(PictureHosts, ASecretGoesNowhereButWhereItWasEnteredFor)
{
	use(space.bucket());
	Place elsewhere = space.bucket().place;
	elsewhere.address = "https://127.0.0.2:1";
	const auto tested = studio.answerTo(studio.host().test(elsewhere, {}));
	ASSERT_FALSE(tested);
	EXPECT_EQ(tested.error().code, "hosting_secret_missing");
	studio.host().setPlace(elsewhere, {});
	EXPECT_FALSE(studio.host().hasSecret());
}

TEST_F(PictureHosts, TheSecretStaysWhereSomethingElseIsChanged)
{
	use(space.bucket());
	Place place = space.bucket().place;
	place.folder = "clips/more";
	EXPECT_TRUE(studio.answerTo(studio.host().test(space.bucket().place, {})));
	studio.host().setPlace(place, {});
	EXPECT_TRUE(studio.host().isSetUp());
}

TEST_F(PictureHosts, ASecretOfAnotherComputerHasToBeEnteredAgain)
{
	studio.vault = openVault();
	use(space.bucket());
	Account::Vault::Key other;
	other.bytes.fill(8);
	studio.restart();
	studio.vault = std::make_shared<const Account::Vault>(other);
	studio.host().vaultOpened();
	EXPECT_FALSE(studio.host().hasSecret());
	const auto put = studio.answerTo(studio.host().put(studio.picture()));
	ASSERT_FALSE(put);
	EXPECT_EQ(put.error().code, "hosting_secret_missing");
}

} // namespace
} // namespace DirectPost::Hosting
