#include "AutoPublisher.hpp"
#include "DateTime.hpp"

#include <compose/Captions.hpp>
#include <compose/Rules.hpp>

#include <algorithm>

namespace DirectPost::Compose {

namespace {

constexpr qint64 kDay_s = 24 * 60 * 60;
constexpr auto kAnswerIsFreshFor = std::chrono::minutes(1); // what TikTok says that the creator may post
constexpr int kAsksAgainAfter_s = 15;                       // while the line is out
constexpr int64_t kShortest_ms = 1000;                      // less is a start by mistake
constexpr int64_t kShortestRest_ms = 5000;                  // of a recording that OBS had split

} // namespace

AutoPublisher::AutoPublisher(Callbacks callbacks, AutoPublishMemory memory, const Clock &clock,
			     std::chrono::milliseconds second)
	: callbacks_(std::move(callbacks)), memory_(std::move(memory)), clock_(clock)
{
	state_.preset = memory_.preset;
	timer_.setInterval(second);
	timer_.setTimerType(Qt::PreciseTimer);
	connect(&timer_, &QTimer::timeout, this, &AutoPublisher::tick);
}

bool AutoPublisher::isCountingDown(uint64_t clip) const
{
	return state_.countdown && state_.countdown->clip == clip;
}

bool AutoPublisher::waitsFor(uint64_t clip) const
{
	return std::ranges::contains(clips_, clip, &Clip::id);
}

// What other plugins record beside OBS shows the same moments again: it is never posted by itself.
bool AutoPublisher::isMeantFor(Media::Origin origin) const
{
	return state_.isArmed && ((origin == Media::Origin::Recording && state_.preset->forRecordings) ||
				  (origin == Media::Origin::Replay && state_.preset->forReplays));
}

std::string AutoPublisher::reviewOf(uint64_t clip) const
{
	const auto found = std::ranges::find(state_.reviews, clip, &Review::clip);
	return found == state_.reviews.end() ? std::string() : found->code;
}

void AutoPublisher::arm(const Preset &preset)
{
	memory_.preset = preset;
	callbacks_.keep(memory_);
	state_.preset = preset;
	state_.isArmed = true;
	state_.wasTurnedOff = false;
	state_.reviews.clear();
	callbacks_.changed();
}

void AutoPublisher::disarm()
{
	clips_.clear();
	dropFirst();
	state_.isArmed = false;
	state_.wasTurnedOff = false;
	callbacks_.changed();
}

void AutoPublisher::accountChanged(const std::string &openId)
{
	const bool isAtWork = state_.isArmed || !clips_.empty();
	if (!isAtWork || state_.preset->accountOpenId == openId)
		return;
	state_.wasTurnedOff = state_.isArmed && !openId.empty();
	state_.isArmed = false; // first, so that no clip that waits is asked about
	while (!clips_.empty())
		reviewFirst(openId.empty() ? "disconnected" : "other_account");
	callbacks_.changed();
}

void AutoPublisher::setSeen(bool isSeen)
{
	if (isSeen_ == isSeen)
		return;
	isSeen_ = isSeen;
	if (phase_ != Phase::CountingDown)
		return;
	const auto age = clock_.wallNow() - askedAt_;
	if (isSeen && (age > kAnswerIsFreshFor || age < std::chrono::seconds(0)))
		ask();
	else
		showCountdown();
}

void AutoPublisher::clipReady(const Clip &clip)
{
	if (!isMeantFor(clip.origin))
		return;
	clips_.push_back(clip);
	next();
}

void AutoPublisher::publishWanted(Clip clip)
{
	if (!state_.preset || waitsFor(clip.id))
		return;
	std::erase_if(state_.reviews, [&clip](const Review &review) { return review.clip == clip.id; });
	clip.isAskedFor = true;
	clips_.push_back(std::move(clip));
	next();
}

void AutoPublisher::clipFailed(const Clip &clip, const Error &error)
{
	if (clip.isAskedFor || isMeantFor(clip.origin))
		review({.clip = clip.id, .clipName = clip.name, .code = "clip_failed", .error = error});
}

void AutoPublisher::clipGone(uint64_t clip)
{
	std::erase_if(state_.reviews, [clip](const Review &review) { return review.clip == clip; });
	if (!waitsFor(clip))
		return;
	if (clips_.front().id == clip)
		dropFirst();
	else
		std::erase_if(clips_, [clip](const Clip &waiting) { return waiting.id == clip; });
	callbacks_.changed();
	next();
}

void AutoPublisher::creatorInfoArrived(const std::string &openId, const TikTok::CreatorInfo &info)
{
	if (phase_ == Phase::Idle)
		return;
	if (const char *code = mismatch(openId, info)) // also while it counts down: a form may have asked meanwhile
		return reviewFirst(code);
	if (phase_ != Phase::CountingDown)
		beginCountdown();
}

void AutoPublisher::creatorInfoFailed(const Error &error)
{
	if (phase_ != Phase::Asking)
		return;
	const bool isForNow = meaningOf(error.kind).isOfLine || error.kind == ErrorKind::Lost;
	if (!isForNow)
		return reviewFirst("creator_refused", error);
	phase_ = Phase::WaitingForLine;
	left_s_ = kAsksAgainAfter_s;
	timer_.start();
}

void AutoPublisher::postNow(uint64_t clip)
{
	if (isCountingDown(clip))
		post();
}

void AutoPublisher::cancelCountdown(uint64_t clip)
{
	if (!isCountingDown(clip))
		return;
	dropFirst();
	callbacks_.changed();
	next();
}

void AutoPublisher::review(Review reason)
{
	state_.reviews.push_back(std::move(reason));
	callbacks_.changed();
	callbacks_.attention();
}

void AutoPublisher::dismissReview(uint64_t clip)
{
	std::erase_if(state_.reviews, [clip](const Review &review) { return review.clip == clip; });
	callbacks_.changed();
}

void AutoPublisher::next()
{
	while (mayGoOn()) {
		if (clips_.front().duration_ms < kShortest_ms) {
			reviewFirst("too_short");
		} else if (clips_.front().isRestOfSplit && clips_.front().duration_ms < kShortestRest_ms) {
			reviewFirst("short_rest");
		} else if (clips_.front().hasFailed) {
			reviewFirst("recording_failed");
		} else if (clips_.front().looksOlder) {
			reviewFirst("looks_older");
		} else if (!clips_.front().canBePosted) {
			reviewFirst("checks_failed");
		} else if (isCapReached()) {
			reviewFirst("daily_cap");
		} else {
			ask();
		}
	}
}

bool AutoPublisher::mayGoOn() const
{
	return phase_ == Phase::Idle && !clips_.empty() && (state_.isArmed || clips_.front().isAskedFor);
}

const char *AutoPublisher::mismatch(const std::string &openId, const TikTok::CreatorInfo &info) const
{
	const Preset &preset = *state_.preset;
	if (openId != preset.accountOpenId)
		return "other_account";
	if (unknownWord(preset.info.caption)) // an older version let it through
		return "unknown_word";
	const TikTok::PostInfo offered = withinOffer(preset.info, info, PostKind::Video);
	if (!offered.privacyLevel)
		return "privacy_gone";
	if (offered.interactions != preset.info.interactions)
		return "interaction_gone";
	if (clips_.front().duration_ms > Media::longestVideo_ms(limitsOf(&info)))
		return "clip_too_long";
	return nullptr;
}

void AutoPublisher::beginCountdown()
{
	phase_ = Phase::CountingDown;
	left_s_ = kCountdown_s;
	timer_.start();
	showCountdown();
	callbacks_.attention();
}

void AutoPublisher::ask()
{
	timer_.stop();
	state_.countdown.reset();
	phase_ = Phase::Asking;
	askedAt_ = clock_.wallNow();
	callbacks_.changed();
	callbacks_.askCreator();
}

void AutoPublisher::showCountdown()
{
	state_.countdown = Countdown{
		.clip = clips_.front().id, .clipName = clips_.front().name, .left_s = left_s_, .isHeld = !isSeen_};
	callbacks_.changed();
}

void AutoPublisher::tick()
{
	const bool isHeld = phase_ == Phase::CountingDown && !isSeen_;
	if (isHeld)
		return;
	const bool isOver = --left_s_ <= 0;
	if (phase_ == Phase::CountingDown)
		isOver ? post() : showCountdown();
	else if (isOver)
		ask();
}

void AutoPublisher::post()
{
	const uint64_t clip = clips_.front().id;
	dropFirst();
	forgetOldPosts();
	memory_.posted.append(now()); // before the next clip is looked at, which may be one too many
	callbacks_.keep(memory_);
	callbacks_.post(clip, *state_.preset);
	callbacks_.changed();
	next();
}

void AutoPublisher::notPosted()
{
	if (memory_.posted.isEmpty())
		return;
	memory_.posted.removeLast();
	callbacks_.keep(memory_);
}

void AutoPublisher::dropFirst()
{
	timer_.stop();
	phase_ = Phase::Idle;
	state_.countdown.reset();
	if (!clips_.empty())
		clips_.pop_front();
}

void AutoPublisher::reviewFirst(const char *code, std::optional<Error> error)
{
	Review reason{
		.clip = clips_.front().id, .clipName = clips_.front().name, .code = code, .error = std::move(error)};
	dropFirst();
	review(std::move(reason));
	next();
}

// Times to come are those of a clock that was set back: they must not count for ever.
void AutoPublisher::forgetOldPosts()
{
	const QDateTime at = now();
	memory_.posted.removeIf([&at](const QDateTime &when) { return when.secsTo(at) >= kDay_s || when > at; });
}

bool AutoPublisher::isCapReached()
{
	forgetOldPosts();
	return memory_.posted.size() >= kDailyCap;
}

QDateTime AutoPublisher::now() const
{
	return dateTimeOf(clock_.wallNow());
}

} // namespace DirectPost::Compose
