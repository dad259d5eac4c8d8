#include "Worker.hpp"

#include <base/FileError.hpp>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr auto kBudgetWindow = 60s;

Error otherAccount(const PostRequest &request)
{
	Error error;
	error.kind = ErrorKind::Account;
	error.code = "other_account";
	error.values = {{"username", request.accountUsername}};
	return error;
}

Error fileChanged(const VideoRequest &video, const char *code = "file_changed")
{
	return fileError(ErrorKind::ClipUnfit, code, video.originalFile, "not what it was when it was queued");
}

// Shown only where a post waits for TikTok's limit: a status question that waits is no news.
std::optional<Error> holdUp(Call call)
{
	if (call != Call::Init)
		return std::nullopt;
	return Error{.kind = ErrorKind::RateLimit,
		     .code = "posts_per_minute",
		     .values = {{"most", std::to_string(callsPerMinute(call))}}};
}

} // namespace

Worker::Worker(Services services, Job job)
	: services_(std::move(services)), job_(std::move(job)), blocksUploads_(job_.stage < JobStage::Processing)
{
}

std::optional<Error> Worker::shownError() const
{
	if (pending_)
		return storeError_;
	return heldBack_ ? heldBack_ : job_.error;
}

void Worker::begin()
{
	happened(Begun{});
}

void Worker::wish(bool isCancelWanted, bool isPauseWanted)
{
	const bool isNew = (isCancelWanted && !job_.cancelWanted) || (isPauseWanted && !job_.pauseWanted);
	job_.cancelWanted = isCancelWanted;
	job_.pauseWanted = isPauseWanted;
	if (isNew && !pending_) // first what happened must be in the store
		actOnWishes();
}

void Worker::actOnWishes()
{
	const bool isOnItsWay = isSending() || wasAsked_;
	const auto wanted = [&]() -> Event {
		if (job_.cancelWanted)
			return CancelWanted{.isSending = isOnItsWay, .wasSentWhole = isChunkSentWhole()};
		return PauseWanted{.isSending = isOnItsWay, .wasSentWhole = isChunkSentWhole()};
	}();
	Decision decision = decide(job_, run_, wanted, now());
	if (isOver(decision.job.stage) || decision.what == Do::Rest)
		take(std::move(decision));
}

bool Worker::isChunkSentWhole() const
{
	return digest_ && digest_->count() >= job_.plan.range(job_.plan.chunkAt(job_.acked_bytes)).length_bytes;
}

bool Worker::isLastChunkUnsent() const
{
	return job_.stage == JobStage::Confirming && !run_.mayHaveArrivedWhole && !isChunkSentWhole();
}

void Worker::stop()
{
	abandonStep();
	doing_ = Do::Nothing;
}

void Worker::happened(const Event &event)
{
	take(decide(job_, run_, event, now()));
}

// Carries a decision out: first it is stored, then the network is used. There is no other way.
void Worker::take(Decision decision)
{
	const auto self = shared_from_this();
	abandonStep();
	if (!decision.note.empty()) {
		if (auto saved = services_.store.save(decision.job, decision.note); !saved)
			return commitLater(std::move(decision), saved.error());
		services_.log(LogLevel::Info, "post " + std::to_string(job_.id) + ": " + nameOf(decision.job.stage) +
						      " (" + decision.note + ")");
	}
	const bool wasOver = isOver(job_.stage);
	const bool isUploadOver = job_.stage == JobStage::Confirming && decision.job.stage != JobStage::Confirming;
	if (isUploadOver && speed_.bytesPerSecond() > 0)
		(void)services_.store.rememberSpeed(speed_.bytesPerSecond());
	const bool isWishNew =
		(job_.cancelWanted && !decision.job.cancelWanted) || (job_.pauseWanted && !decision.job.pauseWanted);
	decision.job.cancelWanted = job_.cancelWanted;
	decision.job.pauseWanted = job_.pauseWanted;
	storeFailures_ = 0;
	job_ = decision.job;
	run_ = decision.run;
	carryOut(decision);
	if (!wasOver && isOver(job_.stage))
		services_.ended(job_);
	services_.changed(job_.id);
	if (isWishNew)
		actOnWishes();
}

// When the disk is full, for example. Nothing that depends on the decision is done before it is stored.
void Worker::commitLater(Decision decision, const Error &error)
{
	services_.log(LogLevel::Error, "post " + std::to_string(job_.id) + ": " + error.code + ": " + error.detail);
	storeError_ = error;
	pending_ = std::move(decision);
	const milliseconds delay = retryDelay(ErrorKind::Disk, ++storeFailures_, now().chance, 0s);
	timer_ = services_.client.loop().after(delay, ifStillWanted([this] {
						       Decision again = std::move(*pending_);
						       pending_.reset();
						       take(std::move(again));
					       }));
	services_.changed(job_.id);
}

void Worker::carryOut(const Decision &decision)
{
	doing_ = decision.what;
	blocksUploads_ = decision.blocksUploads;
	switch (decision.what) {
	case Do::Nothing:
	case Do::WaitForAccount:
	case Do::Rest:
		return;
	case Do::CheckPhotos:
		return after(decision.delay, [this] { checkPhotos(0); });
	case Do::GetReady:
		return after(decision.delay, [this] { getReady(); });
	case Do::Init:
		return after(decision.delay, [this] { askForTicket(); });
	case Do::PutChunk:
		return after(decision.delay, [this, chunk = decision.chunk] { putChunk(chunk); });
	case Do::AskStatus:
		return after(decision.delay, [this] { askStatus(); });
	}
}

void Worker::checkPhotos(size_t index)
{
	const auto &urls = std::get<PhotoRequest>(job_.request.what).post.imageUrls;
	if (index >= urls.size())
		return happened(PhotosChecked{});
	services_.client.checkPhotoUrl(urls[index],
				       ifStillWanted<Expected<void>>([this, index](Expected<void> checked) {
					       if (!checked)
						       return happened(PhotosFailed{checked.error()});
					       checkPhotos(index + 1);
				       }));
}

// Waits for TikTok's limit and for the login before Starting is stored: until then a photo post can be held back, and
// survives the end of OBS.
void Worker::getReady()
{
	withinBudget(Call::Init, [this] {
		services_.keeper.bearer(
			job_.request.accountOpenId,
			ifStillWanted<Expected<Account::Bearer>>([this](const Expected<Account::Bearer> &bearer) {
				if (!bearer)
					return happened(InitFailed{accountTrouble(bearer.error()), false});
				happened(IsReady{});
			}));
	});
}

void Worker::askForTicket()
{
	const auto ask = [this] {
		withOwnBearer<TikTok::UploadTicket>(
			Call::Init,
			[this](const Secret &token, TikTok::Reply<TikTok::UploadTicket> reply) {
				if (const VideoRequest *video = job_.video())
					services_.client.initVideo(token, video->post, job_.plan, std::move(reply));
				else
					services_.client.initPhotos(token,
								    std::get<PhotoRequest>(job_.request.what).post,
								    std::move(reply));
			},
			[this](Expected<TikTok::UploadTicket> ticket, bool wasAsked) {
				if (!ticket)
					return happened(InitFailed{ticket.error(), wasAsked});
				if (job_.plansTried != 0)
					(void)services_.store.rememberPlan(job_.request.accountOpenId, job_.planKind);
				happened(TicketArrived{std::move(*ticket)});
			});
	};
	if (job_.video())
		withinBudget(Call::Init, ask);
	else // they got ready for it
		ask();
}

// Whether the user connected another account instead, or none.
Error Worker::accountTrouble(const Error &error) const
{
	const bool isOtherThere = error.code == "not_connected" && !services_.keeper.openIds().empty();
	return isOtherThere ? otherAccount(job_.request) : error;
}

// Asked before every chunk: bytes of two versions of a file must never make one post. The edges are read at both ends,
// and where the system numbers the file otherwise than before.
std::optional<Error> Worker::fileTrouble(int chunk) const
{
	const VideoRequest &video = *job_.video();
	const FileIdentity &expected = video.uploadIdentity;
	auto found = identifyQuickly(video.uploadFile);
	const bool isAtAnEnd = chunk == 0 || chunk == job_.plan.count - 1;
	const bool readsEdges = found && !expected.edgesSha256.empty() && (isAtAnEnd || !found->looksLike(expected));
	if (readsEdges)
		found = identify(video.uploadFile);
	if (!found)
		return found.error();
	const bool isSame = readsEdges ? found->isSameContent(expected) : found->looksLike(expected);
	if (isSame)
		return std::nullopt;
	const bool hasBegun = hasSent_ || job_.acked_bytes > 0;
	return fileChanged(video, hasBegun ? "file_changed" : "file_replaced");
}

void Worker::putChunk(int chunk)
{
	const auto [first, length] = job_.plan.range(chunk);
	const auto digest = std::make_shared<SentDigest>();
	digest_ = digest;
	sent_bytes_ = first;
	speed_.begin(first, first + length, services_.clock.steadyNow());
	TikTok::ChunkUpload upload;
	upload.uploadUrl = job_.uploadUrl;
	upload.contentType = job_.video()->contentType;
	upload.plan = job_.plan;
	upload.index = chunk;
	upload.slice.file = job_.video()->uploadFile;
	upload.slice.first = first;
	upload.slice.length_bytes = length;
	upload.slice.sent = [digest](const char *bytes, size_t count) {
		digest->add(bytes, count);
	};
	transfer_ = services_.client.putChunk(std::move(upload),
					      ifStillWanted<Expected<TikTok::ChunkReply>>(
						      [this, chunk, digest](const Expected<TikTok::ChunkReply> &reply) {
							      transfer_.reset();
							      chunkDone(chunk, reply, *digest);
						      }),
					      ifStillWanted<int64_t>([this, start = first](int64_t sent_bytes) {
						      sent_bytes_ = start + sent_bytes;
						      speed_.at(sent_bytes_, services_.clock.steadyNow());
						      services_.changed(job_.id);
					      }));
	// Now that it is open: what is written to it from here on breaks the request off.
	if (auto trouble = fileTrouble(chunk))
		return happened(ChunkFailed{.chunk = chunk, .error = *trouble});
	hasSent_ = true;
	services_.changed(job_.id);
}

void Worker::chunkDone(int chunk, const Expected<TikTok::ChunkReply> &reply, const SentDigest &digest)
{
	const bool wasSentWhole = digest.count() >= job_.plan.range(chunk).length_bytes;
	if (!reply)
		return happened(ChunkFailed{.chunk = chunk, .error = reply.error(), .wasSentWhole = wasSentWhole});
	if (reply->status != 416) {
		speed_.acknowledged(services_.clock.steadyNow());
		const bool isSame = services_.store.saveChunkDigest(job_, chunk, digest.hex()).value_or(true);
		if (!isSame && chunk < job_.plan.count - 1) // a post that is whole by now is TikTok's to judge
			return happened(ChunkFailed{.chunk = chunk, .error = fileChanged(*job_.video())});
	}
	happened(ChunkAnswered{.chunk = chunk, .reply = *reply});
}

void Worker::askStatus()
{
	withinBudget(Call::Status, [this] {
		withOwnBearer<TikTok::PostStatus>(
			Call::Status,
			[this](const Secret &token, TikTok::Reply<TikTok::PostStatus> reply) {
				services_.client.status(token, job_.publishId, std::move(reply));
			},
			[this](Expected<TikTok::PostStatus> status, bool wasAsked) {
				if (!status)
					return happened(StatusFailed{status.error(), wasAsked});
				happened(StatusArrived{std::move(*status)});
			});
	});
}

void Worker::withinBudget(Call call, std::function<void()> work)
{
	const WallTime now = services_.clock.wallNow();
	const auto calls = services_.store.callsSince(job_.request.accountOpenId, call, now - kBudgetWindow);
	const milliseconds delay = calls ? budgetDelay(call, *calls, now) : 0ms;
	if (delay == 0ms) {
		heldBack_.reset();
		return work();
	}
	heldBack_ = holdUp(call);
	services_.changed(job_.id);
	services_.log(LogLevel::Info, "post " + std::to_string(job_.id) + ": TikTok's limit per minute, waiting " +
					      std::to_string(delay.count()) + " ms");
	after(delay, [this, call, work] { withinBudget(call, work); });
}

// Asks with the token of the job's own account, never with another one's.
template <class T>
void Worker::withOwnBearer(Call call, std::function<void(const Secret &, TikTok::Reply<T>)> ask,
			   std::function<void(Expected<T>, bool wasAsked)> done)
{
	services_.keeper.withBearer<T>(
		job_.request.accountOpenId,
		[this, weak = weak_from_this(), step = step_, call, ask](const Account::Bearer &bearer,
									 TikTok::Reply<T> reply) {
			const auto self = weak.lock();
			if (!self || step_ != step)
				return;
			// The limit is TikTok's to enforce: a full disk does not keep us from asking.
			(void)services_.store.recordCall(job_.request.accountOpenId, call, services_.clock.wallNow());
			wasAsked_ = true;
			ask(bearer.accessToken, [weak, step, reply](Expected<T> answer) {
				const auto asker = weak.lock();
				const bool isTurnedDown = !answer && answer.error().kind == ErrorKind::AccessToken;
				if (asker && asker->step_ == step && isTurnedDown)
					asker->wasAsked_ = false; // what goes wrong from here on is the login's
				reply(std::move(answer));
			});
		},
		ifStillWanted<Expected<T>>([this, done](Expected<T> answer) {
			done(std::move(answer).transform_error(
				     [this](const Error &error) { return accountTrouble(error); }),
			     wasAsked_);
		}));
}

void Worker::after(milliseconds delay, std::function<void()> work)
{
	timer_ = services_.client.loop().after(delay, ifStillWanted([this, work = std::move(work)] {
						       timer_.reset();
						       work();
					       }));
}

void Worker::abandonStep()
{
	++step_;
	if (timer_)
		services_.client.loop().cancelTimer(*timer_);
	if (transfer_)
		services_.client.loop().cancel(*transfer_);
	timer_.reset();
	transfer_.reset();
	digest_.reset();
	wasAsked_ = false;
	pending_.reset();
	heldBack_.reset();
}

Now Worker::now()
{
	return {.wall = services_.clock.wallNow(),
		.steady = services_.clock.steadyNow(),
		.chance = std::uniform_real_distribution<double>(0, 1)(random_),
		.workedLast = services_.store.workingPlan(job_.request.accountOpenId),
		.bytesPerSecond = speed_.bytesPerSecond()};
}

} // namespace DirectPost::Publish
