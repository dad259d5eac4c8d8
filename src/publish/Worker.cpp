#include "Worker.hpp"

#include "RetryPolicy.hpp"

#include <algorithm>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr auto kBudgetWindow = 60s;
constexpr auto kLineIsLookedAtEvery = 500ms;

Error otherAccount(const PostRequest &request)
{
	Error error;
	error.kind = ErrorKind::Account;
	error.code = "other_account";
	error.values = {{"username", request.accountUsername}};
	return error;
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

bool isBeforeUpload(Do what)
{
	return what == Do::AskCreator || what == Do::CheckPhotos || what == Do::GetReady || what == Do::Init;
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
	if (isOver(decision.job.stage) || decision.what != Do::Nothing)
		take(std::move(decision));
}

void Worker::giveWay()
{
	if (job_.stage == JobStage::Uploading && !pending_)
		happened(StreamNeedsLine{});
}

void Worker::end()
{
	const Decision decision =
		decide(job_, run_, Stopping{.isSending = isSending(), .wasSentWhole = isChunkSentWhole()}, now());
	stop();
	if (!decision.note.empty() && !pending_)
		(void)services_.store.save(decision.job, decision.note); // else the next run asks TikTok
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
	if (isUploadOver && speed_.bytesPerSecond() > 0 && !wasLimited_)
		(void)services_.store.rememberSpeed(speed_.bytesPerSecond());
	const bool isTaken = decision.job.stage == JobStage::Published || decision.job.stage == JobStage::SentToInbox;
	if (!wasOver && isTaken && job_.plansTried != 0)
		(void)services_.store.rememberPlan(job_.request.accountOpenId, job_.planKind);
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
	const bool isLimited = job_.error && job_.error->kind == ErrorKind::RateLimit;
	if (isLimited && isBeforeUpload(doing_))
		held_ = Held::ByLimit;
	if (run_.fileAwaySince && job_.stage < JobStage::Processing && doing_ == Do::AskStatus)
		held_ = Held::ByDisk;
	switch (decision.what) {
	case Do::Nothing:
	case Do::WaitForAccount:
	case Do::Rest:
		return;
	case Do::AskCreator:
		return after(decision.delay, [this] { onceLineIsFree([this] { askCreator(); }); });
	case Do::CheckPhotos:
		tooLargePhotos_.clear();
		return after(decision.delay, [this] { onceLineIsFree([this] { checkPhotos(0); }); });
	case Do::GetReady:
		return after(decision.delay, [this] { onceLineIsFree([this] { getReady(); }); });
	case Do::Init:
		return after(decision.delay, [this] { onceLineIsFree([this] { askForTicket(); }); });
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
		return happened(PhotosChecked{std::exchange(tooLargePhotos_, {})});
	services_.client.checkPhotoUrl(
		urls[index],
		ifStillWanted<Expected<TikTok::PhotoSize>>([this, index](Expected<TikTok::PhotoSize> size) {
			const std::string number = std::to_string(index + 1);
			if (!size) {
				Error error = std::move(size.error());
				error.values.emplace_back("number", number);
				return happened(PhotosFailed{std::move(error)});
			}
			if (size->isAbove1080p())
				tooLargePhotos_ += (tooLargePhotos_.empty() ? "" : ", ") + number;
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
				const VideoRequest *video = job_.video();
				if (job_.isDraft())
					services_.client.initDraft(token, job_.plan, std::move(reply));
				else if (video)
					services_.client.initVideo(token, video->post, job_.plan, std::move(reply));
				else
					services_.client.initPhotos(token,
								    std::get<PhotoRequest>(job_.request.what).post,
								    std::move(reply));
			},
			[this](Expected<TikTok::UploadTicket> ticket, bool wasAsked) {
				if (!ticket)
					return happened(InitFailed{ticket.error(), wasAsked});
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
	const std::vector<std::string> known = services_.keeper.openIds();
	const bool isUnknown = !std::ranges::contains(known, job_.request.accountOpenId);
	const bool isOtherThere = error.kind == ErrorKind::Account && isUnknown && !known.empty();
	return isOtherThere ? otherAccount(job_.request) : error;
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

void Worker::askCreator()
{
	withinBudget(Call::CreatorInfo, [this] {
		withOwnBearer<TikTok::CreatorInfo>(
			Call::CreatorInfo,
			[this](const Secret &token, TikTok::Reply<TikTok::CreatorInfo> reply) {
				services_.client.creatorInfo(token, std::move(reply));
			},
			[this](Expected<TikTok::CreatorInfo> info, bool wasAsked) {
				if (!info)
					return happened(CreatorFailed{info.error(), wasAsked});
				happened(CreatorArrived{std::move(*info)});
			});
	});
}

// What waited for a limit of its account, or for the disk of its file, left the line to others meanwhile.
void Worker::onceLineIsFree(std::function<void()> work)
{
	const bool isHeld = held_ != Held::Not && !services_.isLineFree(job_.id);
	held_ = isHeld ? Held::ByLine : Held::Not;
	if (!isHeld)
		return work();
	after(kLineIsLookedAtEvery, [this, work] { onceLineIsFree(work); });
}

void Worker::withinBudget(Call call, std::function<void()> work)
{
	const WallTime now = services_.clock.wallNow();
	const auto calls = services_.store.callsSince(job_.request.accountOpenId, call, now - kBudgetWindow);
	const milliseconds delay = calls ? budgetDelay(call, *calls, now) : 0ms;
	if (delay == 0ms) {
		heldBack_.reset();
		return onceLineIsFree(work);
	}
	heldBack_ = holdUp(call);
	if (call != Call::Status)
		held_ = Held::ByLimit;
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
	hasSent_ = hasSent();
	if (content_)
		content_->abandon();
	content_.reset();
	wasAsked_ = false;
	pending_.reset();
	heldBack_.reset();
	held_ = Held::Not;
}

Now Worker::now()
{
	return {.wall = services_.clock.wallNow(),
		.steady = services_.clock.steadyNow(),
		.chance = std::uniform_real_distribution<double>(0, 1)(random_),
		.plans = {.worked = services_.store.workingPlan(job_.request.accountOpenId),
			  .bytesPerSecond = services_.expectedSpeed()},
		.bytesPerSecond = speed_.bytesPerSecond(),
		.heldBackBy = services_.heldBackBy()};
}

} // namespace DirectPost::Publish
