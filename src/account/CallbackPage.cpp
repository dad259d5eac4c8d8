#include "CallbackPage.hpp"

#include <QRandomGenerator>

namespace DirectPost::Account {

namespace {

struct Words {
	int status;
	const char *titleKey;
	const char *textKey;
};

Words wordsOf(CallbackPage page)
{
	switch (page) {
	case CallbackPage::Done:
		return {200, "LoginPage.Done.Title", "LoginPage.Done.Text"};
	case CallbackPage::Declined:
		return {200, "LoginPage.Declined.Title", "LoginPage.Declined.Text"};
	case CallbackPage::AlreadyUsed:
		return {400, "LoginPage.AlreadyUsed.Title", "LoginPage.AlreadyUsed.Text"};
	case CallbackPage::NotOurs:
		break;
	}
	return {400, "LoginPage.NotOurs.Title", "LoginPage.NotOurs.Text"};
}

constexpr auto kPage = R"(<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>%2</title>
<style nonce="%1">
:root { color-scheme: light dark }
body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 30rem; padding: 0 1rem; text-align: center }
h1 { font-size: 1.5rem }
</style></head>
<body><h1>%2</h1><p>%3</p>
<script nonce="%1">history.replaceState(null, '', location.pathname)</script>
</body></html>
)";

} // namespace

LoopbackServer::Answer render(CallbackPage page, const Text &text)
{
	const Words words = wordsOf(page);
	const QByteArray nonce = QByteArray::number(QRandomGenerator::system()->generate64(), 16);
	return {.status = words.status,
		.html = QString::fromLatin1(kPage)
				.arg(QString::fromLatin1(nonce), text(words.titleKey).toHtmlEscaped(),
				     text(words.textKey).toHtmlEscaped())
				.toUtf8(),
		.nonce = nonce};
}

} // namespace DirectPost::Account
