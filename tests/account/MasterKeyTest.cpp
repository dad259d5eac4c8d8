#include "FakeKeychain.hpp"
#include "Helpers.hpp"
#include "MasterKey.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;

class AMasterKey : public ::testing::Test {
protected:
	AMasterKey()
	{
		QObject::connect(&masterKey, &MasterKey::found, [this](const KeyFound &key) { found.push_back(key); });
		QObject::connect(&masterKey, &MasterKey::unavailable,
				 [this](const Error &error) { errors.push_back(error.code); });
	}
	bool hasFound()
	{
		return eventually([this] { return !found.empty(); });
	}

	static QByteArray textOf(const Vault::Key &key) { return QByteArray::fromStdString(keyToText(key).reveal()); }

	std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();
	MasterKey masterKey{keychain, 30ms};
	Vault::Key one = Vault::randomKey();
	Vault::Key two = Vault::randomKey();
	std::vector<KeyFound> found;
	std::vector<std::string> errors;
};

TEST_F(AMasterKey, IsMadeInTheKeychainTheFirstTime)
{
	masterKey.find({.sealedBy = Sealing::Unknown});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].sealing, Sealing::Keychain);
	EXPECT_FALSE(found[0].isNewInFile);
	EXPECT_EQ(keyFromText(keychain->text.value()), found[0].key);
}

TEST_F(AMasterKey, IsFoundInTheKeychainTheNextTime)
{
	keychain->text = textOf(one);
	masterKey.find({.sealedBy = Sealing::Keychain});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, one);
	EXPECT_EQ(keychain->writes, 0);
}

TEST_F(AMasterKey, IsMadeInAFileWhereThereIsNoKeychain)
{
	keychain->mood = FakeKeychain::Mood::Missing;
	masterKey.find({.sealedBy = Sealing::Unknown});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].sealing, Sealing::File);
	EXPECT_TRUE(found[0].isNewInFile);
}

TEST_F(AMasterKey, IsMadeInAFileWhenTheKeychainDoesNotAnswerTheFirstTime)
{
	keychain->mood = FakeKeychain::Mood::Locked;
	masterKey.find({.sealedBy = Sealing::Unknown});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].sealing, Sealing::File);
	EXPECT_TRUE(found[0].isNewInFile);
	keychain->unlock();
	EXPECT_EQ(found.size(), 1u) << "too late: the file is in use";
	EXPECT_EQ(keychain->writes, 0);
}

TEST_F(AMasterKey, IsMadeInAFileWhenTheKeychainTakesNothing)
{
	keychain->mood = FakeKeychain::Mood::ReadOnly;
	masterKey.find({.sealedBy = Sealing::Unknown});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].sealing, Sealing::File);
}

TEST_F(AMasterKey, InAFileIsUsedWithoutAskingTheKeychain)
{
	masterKey.find({.sealedBy = Sealing::File, .inFile = two});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, two);
	EXPECT_FALSE(found[0].isNewInFile);
	EXPECT_EQ(keychain->reads, 0);
}

TEST_F(AMasterKey, InAFileIsUsedRatherThanASecondOneMade)
{
	masterKey.find({.sealedBy = Sealing::Unknown, .inFile = two});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, two);
	EXPECT_EQ(keychain->writes, 0);
}

TEST_F(AMasterKey, IsNeverMadeTwiceWhileTheKeychainThatHoldsItIsLocked)
{
	keychain->text = textOf(one);
	keychain->mood = FakeKeychain::Mood::Locked;
	masterKey.find({.sealedBy = Sealing::Keychain});
	ASSERT_TRUE(eventually([this] { return !errors.empty(); }));
	EXPECT_EQ(errors, std::vector<std::string>{"keychain_locked"});
	EXPECT_TRUE(found.empty());
	EXPECT_EQ(keychain->writes, 0);
}

TEST_F(AMasterKey, IsNeverMadeTwiceWhenSomebodyClosesTheUnlockPrompt)
{
	keychain->text = textOf(one);
	keychain->mood = FakeKeychain::Mood::Dismissed;
	masterKey.find({.sealedBy = Sealing::Keychain, .inFile = two});
	ASSERT_TRUE(eventually([this] { return !errors.empty(); }));
	EXPECT_EQ(errors, std::vector<std::string>{"keychain_locked"});
	EXPECT_TRUE(found.empty());
	EXPECT_EQ(keychain->writes, 0);
	keychain->mood = FakeKeychain::Mood::Open;
	masterKey.find({.sealedBy = Sealing::Keychain, .inFile = two});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, one);
}

TEST_F(AMasterKey, ComesLateWhenTheKeychainIsUnlockedLate)
{
	keychain->text = textOf(one);
	keychain->mood = FakeKeychain::Mood::Locked;
	masterKey.find({.sealedBy = Sealing::Keychain});
	ASSERT_TRUE(eventually([this] { return !errors.empty(); }));
	keychain->unlock();
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, one);
}

TEST_F(AMasterKey, WaitsAgainForTheSameAnswerWhenAskedAgain)
{
	keychain->text = textOf(one);
	keychain->mood = FakeKeychain::Mood::Locked;
	masterKey.find({.sealedBy = Sealing::Keychain});
	ASSERT_TRUE(eventually([this] { return errors.size() == 1; }));
	masterKey.find({.sealedBy = Sealing::Keychain});
	ASSERT_TRUE(eventually([this] { return errors.size() == 2; }));
	EXPECT_EQ(keychain->reads, 1) << "a second prompt would be one too many";
}

TEST_F(AMasterKey, AsksTheKeychainAnewAfterItRefused)
{
	keychain->text = textOf(one);
	keychain->mood = FakeKeychain::Mood::Missing;
	masterKey.find({.sealedBy = Sealing::Keychain, .inFile = two});
	ASSERT_TRUE(eventually([this] { return !errors.empty(); }));
	EXPECT_EQ(errors, std::vector<std::string>{"keychain_unavailable"});
	keychain->mood = FakeKeychain::Mood::Open;
	masterKey.find({.sealedBy = Sealing::Keychain, .inFile = two});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, one);
}

TEST_F(AMasterKey, IsNotMadeAnewWhenAnotherKeychainAnswersThanTheOneThatHoldsIt)
{
	for (const auto &inTheOther : {std::optional<QByteArray>(), std::optional(textOf(two))}) {
		keychain->text = inTheOther;
		errors.clear();
		masterKey.find({.sealedBy = Sealing::Keychain, .keyId = keyId(one)});
		ASSERT_TRUE(eventually([this] { return !errors.empty(); }));
		EXPECT_EQ(errors, std::vector<std::string>{"keychain_lacks_key"});
		EXPECT_TRUE(found.empty());
		EXPECT_EQ(keychain->text, inTheOther);
	}
	keychain->text = textOf(one);
	masterKey.find({.sealedBy = Sealing::Keychain, .keyId = keyId(one)});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, one);
}

TEST_F(AMasterKey, IsNotMadeAnewWhenItsFileIsGoneOrHoldsAnotherOne)
{
	masterKey.find({.sealedBy = Sealing::File, .keyId = keyId(one)});
	masterKey.find({.sealedBy = Sealing::File, .keyId = keyId(one), .inFile = two});
	EXPECT_EQ(errors, (std::vector<std::string>{"key_file_missing", "key_file_missing"}));
	EXPECT_EQ(keychain->reads, 0);
	masterKey.find({.sealedBy = Sealing::File, .keyId = keyId(one), .inFile = one});
	ASSERT_TRUE(hasFound());
	EXPECT_EQ(found[0].key, one);
}

TEST_F(AMasterKey, HasAnIdThatTellsItFromOthersAndNothingElse)
{
	EXPECT_EQ(keyId(one), keyId(one));
	EXPECT_NE(keyId(one), keyId(two));
	EXPECT_EQ(keyId(one).size(), 16u);
	EXPECT_FALSE(textOf(one).contains(QByteArray::fromStdString(keyId(one))));
}

TEST_F(AMasterKey, MayGoWhileTheKeychainOwesAnAnswer)
{
	keychain->mood = FakeKeychain::Mood::Locked;
	{
		MasterKey shortLived(keychain, 30ms);
		shortLived.find({.sealedBy = Sealing::Keychain});
	}
	keychain->unlock();
}

} // namespace

} // namespace DirectPost::Account
