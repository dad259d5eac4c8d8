#include "Locale.hpp"
#include "parts/ConsentLine.hpp"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QStringList>
#include <QTextDocument>

namespace DirectPost::Ui {

namespace {

struct Line {
	QStringList opened;
	ConsentLine line{englishTexts(), [this](const QString &link) { opened += link; }, nullptr};
	QString words() const
	{
		QTextDocument document;
		document.setHtml(line.text());
		return document.toPlainText();
	}
};

} // namespace

TEST(ConsentLine, NamesTheMusicUsageConfirmation)
{
	Line consent;
	EXPECT_EQ(consent.words(), "By posting, you agree to TikTok's Music Usage Confirmation.");
	consent.line.showFor({.isYourBrand = true, .isBrandedContent = false});
	EXPECT_EQ(consent.words(), "By posting, you agree to TikTok's Music Usage Confirmation.");
}

TEST(ConsentLine, NamesTheBrandedContentPolicyToo)
{
	Line consent;
	for (const bool isYourBrand : {false, true}) {
		consent.line.showFor({.isYourBrand = isYourBrand, .isBrandedContent = true});
		EXPECT_EQ(consent.words(),
			  "By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation.");
	}
}

TEST(ConsentLine, LinksToTikToksPages)
{
	Line consent;
	consent.line.showFor({.isYourBrand = false, .isBrandedContent = true});
	EXPECT_TRUE(consent.line.text().contains(
		QStringLiteral("\"https://www.tiktok.com/legal/page/global/music-usage-confirmation/en\"")));
	EXPECT_TRUE(consent.line.text().contains(
		QStringLiteral("\"https://www.tiktok.com/legal/page/global/bc-policy/en\"")));
	emit consent.line.linkActivated(QStringLiteral("https://example.com/x"));
	EXPECT_EQ(consent.opened, QStringList{QStringLiteral("https://example.com/x")});
	EXPECT_TRUE(consent.line.textInteractionFlags() & Qt::LinksAccessibleByKeyboard);
}

TEST(ConsentLine, AScreenReaderHearsTheWordsNotTheMarkup)
{
	Line consent;
	const QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(&consent.line);
	ASSERT_TRUE(heard);
	EXPECT_EQ(heard->text(QAccessible::Name), "By posting, you agree to TikTok's Music Usage Confirmation.");
}

} // namespace DirectPost::Ui
