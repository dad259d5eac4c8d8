#include "Locale.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Ui {

// That every text is there, is used, and says the same in every language, is held by tests/structure/texts_test.py.

TEST(Locale, SentencesEndLikeSentences)
{
	for (const auto &[key, text] : english().asKeyValueRange()) {
		if (key.startsWith(QStringLiteral("Error.")) && key != QStringLiteral("Error.LogId")) {
			EXPECT_TRUE(text.endsWith(u'.')) << key.toStdString();
		}
		if (key.startsWith(QStringLiteral("Reason."))) {
			EXPECT_TRUE(text.endsWith(u'.') || text.endsWith(u'…')) << key.toStdString();
		}
	}
}

TEST(Locale, TikToksOwnTextsAreWordForWord)
{
	EXPECT_EQ(english()[QStringLiteral("Consent")], "By posting, you agree to TikTok's {music}.");
	EXPECT_EQ(english()[QStringLiteral("Consent.BrandedContent")],
		  "By posting, you agree to TikTok's {policy} and {music}.");
	EXPECT_EQ(english()[QStringLiteral("Consent.Music")], "Music Usage Confirmation");
	EXPECT_EQ(english()[QStringLiteral("Consent.Policy")], "Branded Content Policy");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.YourBrand")], "Your brand");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.BrandedContent")], "Branded content");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.PromotionalContent")],
		  "Your photo/video will be labeled as 'Promotional content'");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.PaidPartnership")],
		  "Your photo/video will be labeled as 'Paid partnership'");
	EXPECT_EQ(english()[QStringLiteral("Reason.DisclosureUnfinished")],
		  "You need to indicate if your content promotes yourself, a third party, or both.");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.NotPrivate")],
		  "Branded content visibility cannot be set to private.");
}

} // namespace DirectPost::Ui
