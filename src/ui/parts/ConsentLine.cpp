#include "ConsentLine.hpp"

#include "IfNew.hpp"

namespace DirectPost::Ui {

namespace {

constexpr const char *kMusicUsage = "https://www.tiktok.com/legal/page/global/music-usage-confirmation/en";
constexpr const char *kBrandedContent = "https://www.tiktok.com/legal/page/global/bc-policy/en";

QString link(const char *address, const QString &words)
{
	return QStringLiteral("<a href=\"%1\">%2</a>").arg(QLatin1StringView(address), words.toHtmlEscaped());
}

} // namespace

ConsentLine::ConsentLine(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QLabel(parent), texts_(texts)
{
	setObjectName(QStringLiteral("consentLine"));
	setTextFormat(Qt::RichText);
	setWordWrap(true);
	setTextInteractionFlags(Qt::TextBrowserInteraction);
	connect(this, &QLabel::linkActivated, this, std::move(openLink));
	showFor({});
}

void ConsentLine::showFor(const TikTok::CommercialContent &commercial)
{
	const char *key = commercial.isBrandedContent ? "Consent.BrandedContent" : "Consent";
	setTextIfNew(*this, texts_.text(key, {{"music", link(kMusicUsage, texts_.text("Consent.Music"))},
					      {"policy", link(kBrandedContent, texts_.text("Consent.Policy"))}}));
}

} // namespace DirectPost::Ui
