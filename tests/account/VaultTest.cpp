#include <account/Vault.hpp>

#include <gtest/gtest.h>

#include <openssl/evp.h>

namespace DirectPost::Account {

namespace {

TEST(Vault, GivesBackWhatWasSealed)
{
	const Vault vault(Vault::randomKey());
	for (const std::string &text :
	     {std::string(), std::string("act.!*~token"), std::string(100'000, 'x'), std::string("with\0zero", 9)}) {
		const auto opened = vault.unseal(vault.seal(Secret(text), "token").value(), "token");
		ASSERT_TRUE(opened);
		EXPECT_EQ(opened->reveal(), text);
	}
}

TEST(Vault, NeverSealsTheSameWayTwiceAndShowsNothingOfTheText)
{
	const Vault vault(Vault::randomKey());
	const QByteArray first = vault.seal(Secret("act.example"), "token").value();
	EXPECT_NE(first, vault.seal(Secret("act.example"), "token").value());
	EXPECT_FALSE(first.contains("act"));
	EXPECT_FALSE(QByteArray::fromBase64(first).contains("act"));
}

TEST(Vault, DoesNotOpenForAnotherPurpose)
{
	const Vault vault(Vault::randomKey());
	const auto opened = vault.unseal(vault.seal(Secret("act.example"), "access token").value(), "upload url");
	ASSERT_FALSE(opened);
	EXPECT_EQ(opened.error().code, "seal_broken");
}

TEST(Vault, DoesNotOpenWithAnotherKey)
{
	const QByteArray sealed = Vault(Vault::randomKey()).seal(Secret("act.example"), "token").value();
	EXPECT_FALSE(Vault(Vault::randomKey()).unseal(sealed, "token"));
}

TEST(Vault, OpensAfterARestartWithTheSameKey)
{
	const Vault::Key key = Vault::randomKey();
	const QByteArray sealed = Vault(key).seal(Secret("act.example"), "token").value();
	EXPECT_EQ(Vault(key).unseal(sealed, "token")->reveal(), "act.example");
}

TEST(Vault, NoticesEveryChangedByte)
{
	const Vault vault(Vault::randomKey());
	const QByteArray sealed = QByteArray::fromBase64(vault.seal(Secret("act.example"), "token").value());
	for (qsizetype i = 0; i < sealed.size(); i++) {
		QByteArray changed = sealed;
		changed[i] = char(changed[i] ^ 1);
		const auto opened = vault.unseal(changed.toBase64(), "token");
		ASSERT_FALSE(opened) << "byte " << i;
		EXPECT_EQ(opened.error().code, "seal_broken");
	}
}

TEST(Vault, NoticesATextCutShort)
{
	const Vault vault(Vault::randomKey());
	const QByteArray sealed = QByteArray::fromBase64(vault.seal(Secret("act.example"), "token").value());
	for (qsizetype length = 0; length < sealed.size(); length++)
		ASSERT_FALSE(vault.unseal(sealed.first(length).toBase64(), "token")) << length;
}

TEST(Vault, SaysWhenItCannotSeal)
{
	const Vault vault(Vault::randomKey());
	ASSERT_EQ(EVP_set_default_properties(nullptr, "provider=none"), 1);
	const auto sealed = vault.seal(Secret("act.example"), "token");
	EVP_set_default_properties(nullptr, "");
	ASSERT_FALSE(sealed);
	EXPECT_EQ(sealed.error().code, "seal_failed");
	EXPECT_TRUE(vault.seal(Secret("act.example"), "token"));
}

TEST(Vault, RefusesWhatIsNotSealedText)
{
	const Vault vault(Vault::randomKey());
	for (const char *text : {"", "no base64 !", "act.example"})
		EXPECT_FALSE(vault.unseal(text, "token")) << text;
}

} // namespace

} // namespace DirectPost::Account
