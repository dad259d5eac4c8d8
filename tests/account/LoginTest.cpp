#include "ALogin.hpp"

#include <QFile>
#include <QTcpSocket>
#include <QUrlQuery>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(ALogin, HandsOverTheCodeDecodedOnceWithTheSameRedirectAndTheVerifierOfTheChallenge)
{
	begin();
	const QUrlQuery query(QUrl(login->link()));
	const QByteArray answer = send(callback("code=a%2Ab%21c%252A&scopes=video.publish"));
	EXPECT_TRUE(answer.startsWith("HTTP/1.1 200 OK\r\n"));
	ASSERT_TRUE(isOver());
	ASSERT_EQ(exchanges.size(), 1u);
	EXPECT_EQ(exchanges[0].code.reveal(), "a*b!c%2A");
	EXPECT_EQ(exchanges[0].redirectUri, redirect.toString().toStdString());
	EXPECT_THAT(exchanges[0].redirectUri, ::testing::MatchesRegex("http://127.0.0.1:[0-9]+/callback/"));
	EXPECT_EQ(TikTok::codeChallenge(exchanges[0].verifier.reveal()),
		  query.queryItemValue(QStringLiteral("code_challenge")).toStdString());
}

TEST_F(ALogin, AnswersWithAPageThatKeepsNothingAndLoadsNothing)
{
	begin();
	const std::string answer = send(callback("code=very-secret-code")).toStdString();
	for (const char *header :
	     {"Cache-Control: no-store\r\n", "Referrer-Policy: no-referrer\r\n", "Connection: close\r\n",
	      "default-src 'none'", "X-Content-Type-Options: nosniff\r\n"})
		EXPECT_THAT(answer, HasSubstr(header));
	EXPECT_THAT(answer, HasSubstr("history.replaceState"));
	EXPECT_THAT(answer, Not(HasSubstr("very-secret-code")));
	EXPECT_THAT(answer, Not(HasSubstr(state.toStdString())));
	EXPECT_THAT(answer, Not(HasSubstr("http://")));
	EXPECT_THAT(answer, Not(HasSubstr("https://")));
}

TEST_F(ALogin, TakesAnAddressPastedByHandOnce)
{
	begin();
	const QString address = QString::fromLatin1("http://127.0.0.1/callback/?code=good&state=" + state);
	EXPECT_EQ(login->finishWith(address + QStringLiteral("x")).error().code, "login_address_of_another");
	EXPECT_TRUE(login->finishWith(address));
	EXPECT_FALSE(login->finishWith(address));
	ASSERT_TRUE(isOver());
	ASSERT_EQ(exchanges.size(), 1u);
	EXPECT_EQ(exchanges[0].code.reveal(), "good");
	EXPECT_THAT(send(callback("code=good")).toStdString(), HasSubstr("LoginPage.AlreadyUsed.Text"));
}

TEST_F(ALogin, SaysWhyItEndsAlsoByHand)
{
	begin();
	EXPECT_TRUE(login->finishWith(QString::fromLatin1("?error=access_denied&state=" + state)));
	ASSERT_TRUE(isOver());
	ASSERT_EQ(errors.size(), 1u);
	EXPECT_EQ(errors[0].code, "login_declined");
}

TEST_F(ALogin, SaysWhatIsWrongWithAnAddressPastedByHandAndGoesOn)
{
	begin();
	const std::vector<std::pair<QByteArray, std::string>> cases = {
		{"", "login_address_unreadable"},
		{"what is this", "login_address_unreadable"},
		{"http://127.0.0.1/callback/", "login_address_unreadable"},
		{"https://www.tiktok.com/?", "login_address_unreadable"},
		{"http://127.0.0.1/callback/?code=good", "login_address_of_another"},
		{"http://127.0.0.1/callback/?code=good&state=other", "login_address_of_another"},
		{"http://127.0.0.1/callback/?state=" + state, "login_address_without_code"},
		{login->link().toLatin1(), "login_address_without_code"},
		{"https://www.tiktok.com/error?error=access_denied&error_type=non_sandbox_target",
		 "login_not_target_user"},
		{"https://www.tiktok.com/error?errCode=10007&error_type=nobody_knows_this", "tiktok_refused"},
	};
	for (const auto &[address, code] : cases) {
		const auto taken = login->finishWith(QString::fromLatin1(address));
		ASSERT_FALSE(taken) << address.toStdString();
		EXPECT_EQ(taken.error().code, code) << address.toStdString();
		EXPECT_THAT(taken.error().detail, Not(HasSubstr(state.toStdString())));
	}
	expectStillWaiting();
}

TEST_F(ALogin, LogsNothingOfAQuery)
{
	begin();
	(void)login->finishWith(QStringLiteral("http://127.0.0.1/callback/?code=very-secret-code&state=wrong"));
	send(request("/callback/?code=very-secret-code&state=wrong"));
	send(callback("code=very-secret-code"));
	EXPECT_THAT(log, Not(HasSubstr("very-secret-code")));
	EXPECT_THAT(log, Not(HasSubstr(state.toStdString())));
}

TEST_F(ALogin, EndsWhenTheUserDeclines)
{
	begin();
	const QByteArray answer = send(callback("error=access_denied&error_description=User+said+no"));
	EXPECT_TRUE(answer.contains("LoginPage.Declined.Text"));
	ASSERT_TRUE(isOver());
	ASSERT_EQ(errors.size(), 1u);
	EXPECT_EQ(errors[0].code, "login_declined");
	EXPECT_THAT(errors[0].detail, HasSubstr("User said no"));
}

TEST_F(ALogin, TellsATestUserProblemFromADeclinedLogin)
{
	begin();
	send(callback("error=access_denied&error_type=non_sandbox_target"));
	ASSERT_TRUE(isOver());
	EXPECT_EQ(errors[0].code, "login_not_target_user");
	EXPECT_EQ(errors[0].kind, ErrorKind::AppSettings);
}

TEST_F(ALogin, NamesWordsItDoesNotKnow)
{
	begin();
	send(callback("error=unheard_of&errCode=10033"));
	ASSERT_TRUE(isOver());
	EXPECT_EQ(errors[0].code, "tiktok_refused");
	EXPECT_THAT(errors[0].detail, HasSubstr("errCode=10033"));
}

TEST_F(ALogin, KeepsControlCharactersOfARefusalOutOfTheLog)
{
	begin();
	send(callback("error=unheard_of&error_description=two%0Alines%00"));
	ASSERT_TRUE(isOver());
	EXPECT_THAT(errors[0].detail, Not(HasSubstr("\n")));
}

TEST_F(ALogin, EndsWhenTikTokSendsNeitherCodeNorError)
{
	begin();
	send(callback("scopes=video.publish"));
	ASSERT_TRUE(isOver());
	EXPECT_EQ(errors[0].code, "login_incomplete");
}

TEST_F(ALogin, SaysThatItIsDoneWhenThePageIsLoadedAgain)
{
	begin();
	send(callback("code=good"));
	ASSERT_TRUE(isOver());
	const QByteArray again = send(callback("code=good"));
	EXPECT_TRUE(again.contains("LoginPage.AlreadyUsed.Text"));
	EXPECT_TRUE(send(callback("code=other")).contains("LoginPage.AlreadyUsed.Text"));
	EXPECT_EQ(exchanges.size(), 1u);
	EXPECT_TRUE(errors.empty());
}

TEST_F(ALogin, WaitsFiveMinutesForTheBrowserUnlessToldOtherwise)
{
	const Login::Setup usual{.endpoints = endpoints, .clientKey = {}, .text = {}, .log = {}};
	EXPECT_EQ(usual.timeout, 5min);
}

TEST_F(ALogin, EndsWhenTheBrowserNeverReturns)
{
	begin(20ms);
	ASSERT_TRUE(isOver());
	ASSERT_EQ(errors.size(), 1u);
	EXPECT_EQ(errors[0].code, "login_timed_out");
	QTcpSocket late;
	late.connectToHost(QHostAddress::LocalHost, quint16(redirect.port()));
	EXPECT_TRUE(eventually([&] { return late.error() == QAbstractSocket::ConnectionRefusedError; }));
}

TEST_F(ALogin, SaysNothingAfterItWasCancelled)
{
	begin();
	const auto socket = connection();
	login->cancel();
	socket->write(callback("code=late"));
	answerOn(*socket);
	QCoreApplication::processEvents();
	EXPECT_TRUE(exchanges.empty());
	EXPECT_TRUE(errors.empty());
}

TEST_F(ALogin, MayGoAwayTheMomentItEnds)
{
	begin();
	QObject::connect(login.get(), &Login::finished, [this] { login.reset(); });
	EXPECT_TRUE(send(callback("code=good")).startsWith("HTTP/1.1 200") || !login);
	ASSERT_TRUE(isOver());
}

TEST_F(ALogin, UsesAFreshStateVerifierAndPortEachTime)
{
	begin();
	const QByteArray firstState = state;
	const QUrl firstRedirect = redirect;
	const auto first = std::move(login);
	begin();
	EXPECT_NE(state, firstState);
	EXPECT_NE(redirect, firstRedirect);
	EXPECT_NE(QUrlQuery(QUrl(first->link())).queryItemValue(QStringLiteral("code_challenge")),
		  QUrlQuery(QUrl(login->link())).queryItemValue(QStringLiteral("code_challenge")));
}

TEST(CallbackPage, HasWordsForEachPageInTheLocaleAndEscapesThem)
{
	QFile locale(QStringLiteral(LOCALE_FILE));
	ASSERT_TRUE(locale.open(QIODevice::ReadOnly));
	const QByteArray words = locale.readAll();
	for (const CallbackPage page :
	     {CallbackPage::Done, CallbackPage::Declined, CallbackPage::AlreadyUsed, CallbackPage::NotOurs}) {
		const auto answer = render(page, [&](const char *key) {
			EXPECT_TRUE(words.contains(QByteArray(key) + "=\"")) << key;
			return QStringLiteral("<b>&%1");
		});
		EXPECT_TRUE(answer.html.contains("&lt;b&gt;&amp;"));
		EXPECT_FALSE(answer.html.contains("<b>"));
	}
}

} // namespace

} // namespace DirectPost::Account
