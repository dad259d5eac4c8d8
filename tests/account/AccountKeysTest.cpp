#include "AnAccount.hpp"
#include "MasterKey.hpp"

// Where what is stored is sealed: keychains that are locked, slow, other ones or not there.
namespace DirectPost::Account {

namespace {

TEST_F(AnAccount, LeavesTheKeychainAloneUntilThereIsASecretToKeep)
{
	const auto first = loaded();
	EXPECT_EQ(first->account.state(), NoCredentials);
	first->account.setCredentials(QStringLiteral("sbkey"), Secret());
	first->settle();
	EXPECT_EQ(keychain->reads, 0);
	EXPECT_EQ(first->account.sealing(), Sealing::Unknown);
	EXPECT_FALSE(first->account.vault());

	first->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
	ASSERT_TRUE(eventually([&] { return first->unlocks == 1; }));
	EXPECT_TRUE(first->account.vault());
	EXPECT_EQ(first->account.sealing(), Sealing::Keychain);
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_TRUE(tikTok.requests.empty()) << "nothing is sent before somebody asks for it";
}

TEST_F(AnAccount, OpensItsVaultForASecretOfAnotherRoomAndFindsItAgain)
{
	environment = TikTok::Credentials{"sbenvironment", Secret("environment-secret")};
	auto first = loaded();
	first->account.openVault();
	ASSERT_TRUE(eventually([&] { return first->unlocks == 1; }));
	const auto sealed = first->account.vault()->seal(Secret("of another room"), "purpose").value();
	first.reset();
	const auto next = loaded();
	ASSERT_TRUE(eventually([&] { return next->unlocks == 1; })) << "without being asked: something is sealed";
	EXPECT_EQ(next->account.vault()->unseal(sealed, "purpose").value().reveal(), "of another room");
	EXPECT_EQ(next->account.state(), Disconnected);
}

TEST_F(AnAccount, OpensItsVaultAlsoWhereThatIsWantedBeforeItHasLoaded)
{
	const auto first = run();
	first->account.openVault();
	first->account.load();
	EXPECT_TRUE(eventually([&] { return first->unlocks == 1; }));
}

TEST_F(AnAccount, WithCredentialsOfTheEnvironmentAsksTheKeychainWhenALoginBegins)
{
	environment = TikTok::Credentials{"sbenvironment", Secret("environment-secret")};
	const auto first = loaded();
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_EQ(keychain->reads, 0);
	first->account.connectAccount();
	ASSERT_TRUE(eventually([&] { return first->unlocks == 1; }));
	EXPECT_EQ(first->account.state(), WaitingForBrowser);
	comeBack(*first, "code=good");
	EXPECT_TRUE(first->reaches(Connected));
}

TEST_F(AnAccount, ExchangesNoCodeBeforeItsKeyIsThere)
{
	environment = TikTok::Credentials{"sbenvironment", Secret("environment-secret")};
	keychain->mood = FakeKeychain::Mood::Locked;
	keychainTimeout = 1min;
	const auto first = loaded();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Exchanging));
	ASSERT_TRUE(eventually([&] { return keychain->reads == 1; }));
	first->settle();
	EXPECT_EQ(tikTok.count(kToken), 0) << "what comes of it could not be stored";
	keychain->unlock();
	ASSERT_TRUE(first->reaches(Connected));
	EXPECT_EQ(first->states, (std::vector{Disconnected, WaitingForBrowser, Exchanging, Exchanging, Connected}));
}

TEST_F(AnAccount, ReadsTheFileOfEarlierVersionsAndGoesOnConnected)
{
	keychain->mood = FakeKeychain::Mood::Missing;
	withCredentials().reset();
	const std::filesystem::path fixture = FIXTURES "/one-account";
	using std::filesystem::copy_options;
	copy_file(fixture / "account.json", accountFile(), copy_options::overwrite_existing);
	copy_file(fixture / "master.key", folder / "master.key", copy_options::overwrite_existing);

	const auto next = loaded();
	ASSERT_EQ(next->account.state(), Connected);
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_EQ(next->account.identity().openId, "open-nia");
	EXPECT_EQ(next->account.identity().username, "niaplays");
	next->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !next->infos.empty(); }));
	EXPECT_EQ(tikTok.requests.back().bearer, "act.one");
	EXPECT_EQ(next->problems, std::vector<std::string>());
	EXPECT_EQ(loaded()->account.state(), Connected) << "what was written since is read, too";
}

TEST_F(AnAccount, UsesCredentialsOfTheEnvironmentAndNeverStoresThem)
{
	environment = TikTok::Credentials{"sbenvironment", Secret("environment-secret")};
	auto first = loaded();
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_EQ(first->account.clientKey(), "sbenvironment");
	first->account.setCredentials(QStringLiteral("sbtyped"), Secret("typed"));
	EXPECT_EQ(first->account.clientKey(), "sbenvironment");
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Connected));
	first->settle();
	first.reset();
	EXPECT_FALSE(stored().contains("sbenvironment"));
	EXPECT_EQ(loaded()->account.state(), Connected);

	environment.reset();
	EXPECT_EQ(loaded()->account.state(), NoCredentials) << "another app, another account";
}

TEST_F(AnAccount, IsNotAvailableWhileTheKeychainIsLockedAndComesBackByItself)
{
	connected().reset();
	const auto next = unavailable(FakeKeychain::Mood::Locked);
	EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_locked"});
	EXPECT_FALSE(next->account.vault());
	next->account.connectAccount();
	EXPECT_EQ(next->account.state(), Unavailable);
	EXPECT_EQ(keychain->writes, 1) << "no second key";
	keychain->unlock();
	EXPECT_TRUE(next->reaches(Connected));
	EXPECT_EQ(next->unlocks, 1);
}

TEST_F(AnAccount, KeepsCredentialsThatWereEnteredWhileTheKeychainWasLocked)
{
	withCredentials().reset();
	const auto next = unavailable(FakeKeychain::Mood::Locked);
	next->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	keychain->unlock();
	EXPECT_TRUE(next->reaches(Disconnected));
	EXPECT_EQ(next->account.clientKey(), "sbother");
	EXPECT_TRUE(next->account.hasClientSecret());
}

TEST_F(AnAccount, CanBeLoadedAgainWhenTheKeychainWasNotThere)
{
	connected().reset();
	const auto next = unavailable(FakeKeychain::Mood::Missing);
	EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_unavailable"});
	keychain->mood = FakeKeychain::Mood::Open;
	next->account.load();
	EXPECT_TRUE(next->reaches(Connected));
}

TEST_F(AnAccount, KeepsItsKeyInAFileWhereThereIsNoKeychain)
{
	keychain->mood = FakeKeychain::Mood::Missing;
	auto first = connected();
	EXPECT_EQ(first->account.sealing(), Sealing::File);
	EXPECT_EQ(std::filesystem::status(folder / "master.key").permissions(),
		  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
	first.reset();
	EXPECT_EQ(loaded()->account.state(), Connected);
	keychain->mood = FakeKeychain::Mood::Open;
	EXPECT_EQ(loaded()->account.state(), Connected) << "a keychain that appears later changes nothing";
}

TEST_F(AnAccount, SaysWhenItsFileWasDamagedAndStartsAnew)
{
	connected().reset();
	for (const auto &entry : std::filesystem::directory_iterator(folder.path())) {
		if (entry.path().extension() == ".json") {
			ASSERT_TRUE(writePrivateFile(entry.path(), "{\"version\":1,"));
		}
	}
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), NoCredentials);
	EXPECT_EQ(next->problems, std::vector<std::string>{"account_file_damaged"});
	EXPECT_EQ(loaded()->problems, std::vector<std::string>());
}

TEST_F(AnAccount, IsKeptWhileAnotherKeychainAnswersThanTheOneWithItsKey)
{
	connected().reset();
	const QByteArray whole = readPrivateFile(accountFile()).value().value();
	QByteArray ofAnEarlierVersion = whole;
	const qsizetype id = ofAnEarlierVersion.indexOf("\"key_id\"");
	ofAnEarlierVersion.remove(id, ofAnEarlierVersion.indexOf('\n', id) - id + 1);
	const auto key = keychain->text;
	for (const QByteArray &content : {whole, ofAnEarlierVersion}) {
		ASSERT_TRUE(writePrivateFile(accountFile(), content));
		keychain->text = QByteArray::fromStdString(keyToText(Vault::randomKey()).reveal());
		const auto next = loaded();
		EXPECT_EQ(next->account.state(), Unavailable);
		EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_lacks_key"});
		EXPECT_EQ(readPrivateFile(accountFile()).value().value(), content);
		keychain->text = key;
		next->account.load();
		EXPECT_TRUE(next->reaches(Connected));
	}
}

TEST_F(AnAccount, WhoseKeyIsGoneIsGivenUpWhenItsOwnerSaysSo)
{
	connected().reset();
	keychain->text.reset();
	const auto next = loaded();
	ASSERT_EQ(next->account.state(), Unavailable);
	EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_lacks_key"});
	ASSERT_TRUE(next->account.mayStartAnew());
	next->account.startAnew();
	ASSERT_TRUE(next->reaches(NoCredentials));
	EXPECT_FALSE(next->account.mayStartAnew());
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_TRUE(stored().contains("open-nia")) << "a copy is kept";
	next->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
	ASSERT_TRUE(eventually([&] { return next->unlocks == 1; }));
	EXPECT_EQ(next->account.state(), Disconnected);
}

TEST_F(AnAccount, CannotBeGivenUpWhileItsKeychainIsOnlyLocked)
{
	connected().reset();
	const auto next = unavailable(FakeKeychain::Mood::Locked);
	EXPECT_FALSE(next->account.mayStartAnew());
	next->account.startAnew();
	keychain->unlock();
	EXPECT_TRUE(next->reaches(Connected));
}

TEST_F(AnAccount, SaysThatItMayBeGivenUpAlsoWhenItsKeychainIsUnlockedLateAndLacksItsKey)
{
	connected().reset();
	keychain->text = QByteArray::fromStdString(keyToText(Vault::randomKey()).reveal());
	const auto next = unavailable(FakeKeychain::Mood::Locked);
	bool mayStartAnew = false;
	QObject::connect(&next->account, &Account::stateChanged, [&] { mayStartAnew = next->account.mayStartAnew(); });
	keychain->unlock();
	EXPECT_TRUE(mayStartAnew);
	EXPECT_EQ(next->problems, (std::vector<std::string>{"keychain_locked", "keychain_lacks_key"}));
}

TEST_F(AnAccount, SaysWhenWhatIsStoredIsDamagedAlthoughItsKeyIsThere)
{
	connected().reset();
	QByteArray content = readPrivateFile(accountFile()).value().value();
	const qsizetype token = content.indexOf("\"access_token\": \"") + 17;
	content[token + 30] = content[token + 30] == 'A' ? 'B' : 'A';
	ASSERT_TRUE(writePrivateFile(accountFile(), content));
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), NoCredentials);
	EXPECT_EQ(next->problems, std::vector<std::string>{"seal_broken"});
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_EQ(loaded()->problems, std::vector<std::string>());
}

TEST_F(AnAccount, MakesOneKeyWhenTwoStartForTheFirstTimeTogether)
{
	keychain->mood = FakeKeychain::Mood::Missing;
	const auto one = run();
	const auto two = run();
	for (Obs *obs : {one.get(), two.get()}) {
		obs->account.load();
		obs->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
	}
	ASSERT_TRUE(eventually([&] { return one->unlocks == 1 && two->unlocks == 1; }));
	const QByteArray sealed = one->account.vault()->seal(Secret("text"), "test").value();
	EXPECT_TRUE(two->account.vault()->unseal(sealed, "test"));
}

} // namespace

} // namespace DirectPost::Account
