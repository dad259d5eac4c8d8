#include "Obs.hpp"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <fstream>
#include <vector>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;

// Every run of a test unseals what the one before has sealed.
std::shared_ptr<const Account::Vault> vault()
{
	Account::Vault::Key key{};
	key.bytes.fill(7);
	return std::make_shared<Account::Vault>(key);
}

} // namespace

Obs::Obs(Setup setup)
	: log_([this, also = setup.log](LogLevel level, const std::string &line) {
		  {
			  const std::scoped_lock lock(mutex_);
			  lines_ += line + "\n";
		  }
		  if (also)
			  also(level, line);
	  }),
	  loop_(log_, pace_),
	  client_(loop_, TikTok::Endpoints::sandbox(setup.tikTokUrl, setup.caFile).value(), log_),
	  keeper_(client_, setup.clock ? *setup.clock : systemClock_, log_)
{
	publisher_ = std::make_unique<Publisher>(client_, keeper_, setup.clock ? *setup.clock : systemClock_,
						 Publisher::Setup{.folder = setup.folder, .pace = pace_}, log_);
	QObject::connect(publisher_.get(), &Publisher::posted, [this](quint64, qint64 id) { posted_ = id; });
	QObject::connect(publisher_.get(), &Publisher::refused,
			 [this](quint64, const Error &error) { refused_.push_back(error); });
	if (setup.login)
		connectAccount(*setup.login);
	publisher_->start(vault());
}

Obs::~Obs()
{
	publisher_->stop();
	loop_.stop();
}

void Obs::connectAccount(const Login &login)
{
	loop_.post([this, login] {
		keeper_.askCredentialsOf([credentials = login.credentials] { return credentials; });
		keeper_.begin({.openId = login.openId,
			       .scopes = std::string(TikTok::kScopes),
			       .accessToken = login.accessToken,
			       .accessLifetime = 2h,
			       .refreshToken = login.refreshToken,
			       .refreshLifetime = 180 * 24h},
			      std::chrono::system_clock::now());
	});
	publisher_->accountChanged();
}

void Obs::disconnectAccount(const Login &login)
{
	loop_.post([this, login] {
		client_.revoke(login.credentials, login.accessToken, [](const Expected<void> &) {});
		keeper_.forget(login.openId);
	});
	publisher_->accountChanged();
}

bool Obs::until(const std::function<bool()> &isSo, std::chrono::seconds patience)
{
	const QDeadlineTimer deadline(patience);
	QTimer alarm; // what is waited for may come without an event; given a time limit, Qt would not wait but spin
	alarm.start(20ms);
	while (!isSo()) {
		if (deadline.hasExpired())
			return false;
		QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
	}
	return true;
}

std::optional<JobSnapshot> Obs::post(PostRequest request)
{
	posted_.reset();
	const size_t refusedBefore = refused_.size();
	publisher_->post(std::move(request));
	until([&] { return refused_.size() > refusedBefore || (posted_ && job(*posted_)); }, 10s);
	return posted_ ? job(*posted_) : std::nullopt;
}

std::optional<JobSnapshot> Obs::job(JobId id) const
{
	const QueueSnapshot queue = publisher_->queue();
	const auto found = std::ranges::find(queue.jobs, id, &JobSnapshot::id);
	return found == queue.jobs.end() ? std::nullopt : std::optional(*found);
}

std::optional<JobSnapshot> Obs::untilOver(JobId id, std::chrono::seconds patience)
{
	until(
		[&] {
			const auto now = job(id);
			return now && isOver(now->stage);
		},
		patience);
	return job(id);
}

std::string Obs::logged() const
{
	const std::scoped_lock lock(mutex_);
	return lines_;
}

void write(const std::filesystem::path &file, const std::string &bytes)
{
	std::ofstream(file, std::ios::binary) << bytes;
}

std::string sha256(const std::string &bytes)
{
	return QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())),
					QCryptographicHash::Sha256)
		.toHex()
		.toStdString();
}

PostRequest videoOf(const std::filesystem::path &file, const std::string &openId, const std::string &caption)
{
	VideoRequest video;
	video.originalFile = file;
	video.uploadFile = file;
	video.uploadIdentity = identify(file).value();
	video.contentType = "video/mp4";
	video.post.info.caption = caption;
	video.post.info.privacyLevel = TikTok::PrivacyLevel::PublicToEveryone;
	return {.accountOpenId = openId, .accountUsername = "niaplays", .what = video};
}

} // namespace DirectPost::Publish
