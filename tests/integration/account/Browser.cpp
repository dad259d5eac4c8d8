#include "Browser.hpp"

#include "Helpers.hpp"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <mutex>

namespace DirectPost::Account {

namespace {

QString attribute(const QString &tag, const char *name)
{
	const QRegularExpression pattern(QStringLiteral("\\b%1=\"([^\"]*)\"").arg(QLatin1StringView(name)));
	const QString value = pattern.match(tag).captured(1);
	return QString(value)
		.replace(QLatin1StringView("&amp;"), QLatin1StringView("&"))
		.replace(QLatin1StringView("&quot;"), QLatin1StringView("\""));
}

bool isSent(const QString &tag)
{
	const QString type = attribute(tag, "type");
	return type == u"hidden" || (tag.contains(u" checked") && !tag.contains(u" disabled"));
}

QByteArray field(const QString &name, const QString &value)
{
	return QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
}

} // namespace

TikTok::HttpReply Browser::fetch(const std::string &method, const std::string &url, const std::string &form)
{
	TikTok::HttpRequest request;
	request.method = method;
	request.url = Secret(url);
	request.caFile = caFile_;
	if (!form.empty()) {
		request.headers.emplace_back("Content-Type", Secret("application/x-www-form-urlencoded"));
		request.body = Secret(form);
	}
	std::atomic<bool> isDone = false;
	TikTok::HttpReply answer;
	loop_.post([&] {
		loop_.start(request, [&](Expected<TikTok::HttpReply> reply) {
			if (reply)
				answer = *reply;
			isDone = true;
		});
	});
	eventually([&] { return isDone.load(); }, 35'000);
	return answer;
}

std::string Browser::consent(const std::string &link, const Choice &choice)
{
	const QString page = QString::fromStdString(fetch("GET", link).body);
	const QString form = QRegularExpression(QStringLiteral("<form [^>]*>")).match(page).captured();
	QByteArray fields;
	auto inputs = QRegularExpression(QStringLiteral("<input [^>]*>")).globalMatch(page);
	while (inputs.hasNext()) {
		const QString tag = inputs.next().captured();
		const QString value = attribute(tag, "value");
		if (isSent(tag) && !std::ranges::contains(choice.unticked, value.toStdString()))
			fields += field(attribute(tag, "name"), value) + '&';
	}
	fields += field(QStringLiteral("decision"),
			choice.agrees ? QStringLiteral("authorize") : QStringLiteral("cancel"));

	const QUrl action = QUrl(QString::fromStdString(link)).resolved(QUrl(attribute(form, "action")));
	const auto redirect = fetch("POST", action.toString().toStdString(), fields.toStdString()).header("location");
	return redirect ? fetch("GET", *redirect).body : std::string();
}

} // namespace DirectPost::Account
