#include "Studio.hpp"

#include "Locale.hpp"
#include "account/FakeKeychain.hpp"
#include "media/Fixtures.hpp"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>

namespace DirectPost::Ui {

namespace {

using Account::ConnectionState;
using Account::StubTikTok;

StubTikTok::Reply saying(const QByteArray &data)
{
	return {.body = R"({"data":{)" + data + R"(},"error":{"code":"ok","message":"","log_id":"1"}})"};
}

} // namespace

Studio::Studio()
	: account(client_, keeper_, clock_,
		  {.folder = folder_.path(),
		   .environment = TikTok::Credentials{.clientKey = "key", .clientSecret = Secret("secret")},
		   .text = [](const char *key) { return QString::fromLatin1(key); },
		   .keychain = std::make_shared<Account::FakeKeychain>()},
		  Account::noLog()),
	  dock({.account = account,
		.publisher = publisher,
		.autoPublish = autoPublish_,
		.inbox = inbox,
		.texts = englishTexts(),
		.sandboxUrl = {},
		.openLink = [this](const QString &link) {
			opened += link;
		}})
{
	tikTok_.handler = [this](const StubTikTok::Request &request) {
		return answer(request);
	};
	QObject::connect(&account, &Account::Account::creatorInfoArrived, &dock, [this] { ++answers; });
	account.load();
	EXPECT_TRUE(eventually([this] { return account.state() == ConnectionState::Disconnected; }));
}

Studio::~Studio()
{
	publisher.stop();
	loop_.stop();
}

std::optional<StubTikTok::Reply> Studio::answer(const StubTikTok::Request &request) const
{
	if (request.path == "/v2/oauth/token/") {
		StubTikTok::Reply grant = StubTikTok::grant(openId_);
		grant.body.replace("open-nia", openId_);
		return grant;
	}
	if (request.path == "/v2/oauth/revoke/")
		return StubTikTok::Reply{.body = "{}"};
	if (request.path == "/v2/user/info/")
		return saying(R"("user":{"open_id":")" + openId_ + R"(","display_name":"Nia Plays"})");
	if (request.path != "/v2/post/publish/creator_info/query/" || levels.isEmpty())
		return StubTikTok::Reply{.status = 500};
	return saying(R"("creator_avatar_url":"","creator_username":")" + openId_ +
		      R"(","creator_nickname":"Nia Plays","privacy_level_options":[")" +
		      levels.join(QStringLiteral("\",\"")).toLatin1() +
		      R"("],"comment_disabled":false,"duet_disabled":false,"stitch_disabled":false,)"
		      R"("max_video_post_duration_sec":600)");
}

void Studio::connectAs(const QByteArray &openId)
{
	openId_ = openId;
	account.connectAccount();
	EXPECT_TRUE(Account::comeBack(account.loginLink(), "code=good").startsWith("HTTP/1.1 200 "));
	EXPECT_TRUE(eventually([this] { return account.state() == ConnectionState::Connected; }));
}

Qt::DropAction Studio::drop(const QMimeData &what, QWidget &onto)
{
	const auto actionOf = [](const QDropEvent &event) {
		return event.isAccepted() ? event.dropAction() : Qt::IgnoreAction;
	};
	const Qt::DropActions possible = Qt::CopyAction | Qt::MoveAction;
	QDragEnterEvent enter({}, possible, &what, Qt::LeftButton, Qt::ShiftModifier);
	QApplication::sendEvent(&onto, &enter);
	QDropEvent drop({}, possible, &what, Qt::LeftButton, Qt::ShiftModifier);
	QApplication::sendEvent(&onto, &drop);
	EXPECT_EQ(actionOf(drop), actionOf(enter));
	return actionOf(drop);
}

void Studio::dropReadyClip()
{
	QMimeData clip;
	clip.setUrls({QUrl::fromLocalFile(QString::fromStdString(Media::Fixtures::fastStartMp4().string()))});
	EXPECT_EQ(drop(clip, dock), Qt::CopyAction);
	EXPECT_TRUE(eventually([this] { return isAskedToChoose(); })) << post.toolTip().toStdString();
}

bool Studio::isAskedToChoose() const
{
	return post.toolTip() == english()[QStringLiteral("Reason.NoPrivacy")];
}

QStringList rowsOf(const QComboBox &combo)
{
	QStringList rows;
	for (int row = 0; row < combo.count(); ++row)
		rows += combo.itemText(row);
	return rows;
}

} // namespace DirectPost::Ui
