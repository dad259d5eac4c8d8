#include "Login.hpp"

#include <tiktok/ErrorTable.hpp>

#include <algorithm>

namespace DirectPost::Account {

namespace {

using Fields = std::map<QByteArray, QByteArray>;

constexpr auto kPath = "/callback/";

QByteArray field(const Fields &fields, const char *name)
{
	const auto found = fields.find(name);
	return found == fields.end() ? QByteArray() : found->second;
}

bool has(const Fields &fields, const char *name)
{
	return !field(fields, name).isEmpty();
}

bool isRefusal(const Fields &fields)
{
	return has(fields, "error") || (!has(fields, "code") && (has(fields, "error_type") || has(fields, "errCode")));
}

// What follows the first '?' of an address.
std::optional<Fields> fieldsOf(const QString &address)
{
	const QString query = address.section(u'?', 1).section(u'#', 0, 0).trimmed();
	auto fields = CallbackRequest{.method = {}, .path = {}, .query = query.toUtf8(), .host = {}}.fields();
	return fields && !fields->empty() ? fields : std::nullopt;
}

Error unusable(const char *code)
{
	return {.kind = ErrorKind::SignIn, .code = code};
}

bool isKnown(std::string_view word)
{
	return std::ranges::any_of(TikTok::errorTable(), [word](const TikTok::ErrorRow &row) {
		return row.heard == TikTok::Heard::Callback && row.word == word;
	});
}

// error_type and errCode are finer than error: "access_denied" alone would tell somebody who agreed that they declined.
Error refusal(const Fields &fields)
{
	if (!isRefusal(fields))
		return {.kind = ErrorKind::SignIn, .code = "login_incomplete"};
	std::string word = field(fields, "error").toStdString();
	for (const char *finer : {"errCode", "error_type"}) {
		const std::string candidate = field(fields, finer).toStdString();
		if (!candidate.empty() && (word.empty() || isKnown(candidate)))
			word = candidate;
	}
	std::string detail;
	for (const char *name : {"error", "error_type", "errCode", "error_description"})
		detail += std::string(name) + "=" + field(fields, name).left(200).toPercentEncoding(" ").toStdString() +
			  " ";
	return TikTok::errorFor(TikTok::Heard::Callback, word, 0, detail, {});
}

} // namespace

Login::Login(Setup setup, QObject *parent)
	: QObject(parent),
	  setup_(std::move(setup)),
	  server_([this](const CallbackRequest &request) { return answer(request); }, setup_.limits),
	  state_(TikTok::randomToken()),
	  verifier_(TikTok::randomToken())
{
	timeout_.setSingleShot(true);
	connect(&timeout_, &QTimer::timeout, this, [this] {
		const bool wasOver = isOver_;
		cancel();
		if (!wasOver)
			emit failed({.kind = ErrorKind::SignIn, .code = "login_timed_out"});
	});
	hint_.setSingleShot(true);
	connect(&hint_, &QTimer::timeout, this, &Login::takingLong);
}

Expected<void> Login::start()
{
	if (!server_.listen())
		return std::unexpected(Error{.kind = ErrorKind::SignIn,
					     .code = "login_port_unavailable",
					     .detail = server_.errorString().toStdString()});
	redirectUri_ = "http://127.0.0.1:" + std::to_string(server_.port()) + kPath;
	timeout_.start(setup_.timeout);
	hint_.start(setup_.hintAfter);
	return {};
}

void Login::cancel()
{
	isOver_ = true;
	isCancelled_ = true;
	hint_.stop();
	timeout_.stop();
	server_.close();
}

QString Login::link() const
{
	return QString::fromStdString(
		TikTok::authorizeUrl(setup_.endpoints, {.clientKey = setup_.clientKey,
							.redirectUri = redirectUri_,
							.state = state_,
							.challenge = TikTok::codeChallenge(verifier_.reveal())}));
}

LoopbackServer::Answer Login::answer(const CallbackRequest &request)
{
	if (request.path != kPath)
		return {.status = 404};
	const auto fields = request.fields();
	if (!fields || !state_.equals(field(*fields, "state").toStdString())) {
		setup_.log(LogLevel::Warning, "a callback that does not belong to this login was ignored");
		return render(CallbackPage::NotOurs, setup_.text);
	}
	if (isOver_)
		return render(CallbackPage::AlreadyUsed, setup_.text);
	return conclude(*fields);
}

Expected<void> Login::finishWith(const QString &address)
{
	const auto fields = fieldsOf(address);
	if (!fields)
		return std::unexpected(unusable("login_address_unreadable"));
	if (isOver_ || !state_.equals(field(*fields, "state").toStdString()))
		return std::unexpected(isRefusal(*fields) ? refusal(*fields) : unusable("login_address_of_another"));
	if (!isRefusal(*fields) && !has(*fields, "code")) // perhaps of the page where one agrees
		return std::unexpected(unusable("login_address_without_code"));
	conclude(*fields);
	return {};
}

LoopbackServer::Answer Login::conclude(const Fields &fields)
{
	isOver_ = true;
	hint_.stop();
	timeout_.start(setup_.pageKept);
	const QByteArray code = field(fields, "code");
	if (isRefusal(fields) || code.isEmpty()) {
		emitLater([this, error = refusal(fields)] { emit failed(error); });
		return render(CallbackPage::Declined, setup_.text);
	}
	const TikTok::CodeExchange exchange = {
		.code = Secret(code.toStdString()), .redirectUri = redirectUri_, .verifier = verifier_};
	emitLater([this, exchange] { emit finished(exchange); });
	return render(CallbackPage::Done, setup_.text);
}

// Once the page is on its way: who hears the signal may delete this.
void Login::emitLater(std::function<void()> emission)
{
	const auto unlessCancelled = [this, emission = std::move(emission)] {
		if (!isCancelled_)
			emission();
	};
	QMetaObject::invokeMethod(this, unlessCancelled, Qt::QueuedConnection);
}

} // namespace DirectPost::Account
