#include <publish/AutoPublish.hpp>

#include "PresetFile.hpp"

#include <QTimer>

#include <algorithm>
#include <deque>

namespace DirectPost::Publish {

namespace {

constexpr qint64 kDay_s = 24 * 60 * 60;

bool isOffered(TikTok::PrivacyLevel level, const TikTok::CreatorInfo &info)
{
	return std::ranges::find(info.privacyLevels, level) != info.privacyLevels.end();
}

bool areAllowed(const TikTok::Interactions &wanted, const TikTok::CreatorInfo &info)
{
	return !(wanted.allowComment && info.isCommentDisabled) && !(wanted.allowDuet && info.isDuetDisabled) &&
	       !(wanted.allowStitch && info.isStitchDisabled);
}

} // namespace

struct AutoPublish::Private {
	enum class Phase { Idle = 1, Asking, CountingDown };

	AutoPublish &self;
	std::filesystem::path file;
	Executor away;
	Timing timing;
	AutoPublishMemory memory;
	bool isArmed = false;
	Phase phase = Phase::Idle;
	std::deque<FinishedClip> clips; // the first is the one being asked about or counted down
	int left_s = 0;
	QTimer timer;

	Private(AutoPublish &self_, std::filesystem::path file_, Executor away_, Timing timing_)
		: self(self_),
		  file(std::move(file_)),
		  away(std::move(away_)),
		  timing(std::move(timing_)),
		  memory(loadMemory(file))
	{
	}
	void keepMemory();
	void setArmed(bool armed);
	void next();
	void beginCountdown();
	void tick();
	void dropFirst();
	void send();
	void reviewFirst(const char *code, std::optional<Error> error = std::nullopt);
	const char *mismatch(const QString &openId, const TikTok::CreatorInfo &info) const;
	void forgetOldPosts();
	bool isCapReached();
};

AutoPublish::AutoPublish(std::filesystem::path settingsFile, Executor away, QObject *parent)
	: AutoPublish(std::move(settingsFile), std::move(away), Timing{}, parent)
{
}

AutoPublish::AutoPublish(std::filesystem::path settingsFile, Executor away, Timing timing, QObject *parent)
	: QObject(parent),
	  d_(std::make_unique<Private>(*this, std::move(settingsFile), std::move(away), std::move(timing)))
{
	d_->timer.setInterval(d_->timing.second);
	d_->timer.setTimerType(Qt::PreciseTimer);
	connect(&d_->timer, &QTimer::timeout, this, [this] { d_->tick(); });
}

AutoPublish::~AutoPublish() = default;

std::optional<Preset> AutoPublish::preset() const
{
	return d_->memory.preset;
}

bool AutoPublish::isArmed() const
{
	return d_->isArmed;
}

void AutoPublish::arm(const Preset &preset)
{
	d_->memory.preset = preset;
	d_->keepMemory();
	d_->setArmed(true);
}

void AutoPublish::disarm()
{
	d_->clips.clear();
	d_->dropFirst();
	d_->setArmed(false);
}

void AutoPublish::clipFinished(const FinishedClip &clip)
{
	if (!d_->isArmed)
		return;
	const Preset &preset = *d_->memory.preset;
	if (clip.isReplay ? !preset.forReplays : !preset.forRecordings)
		return;
	d_->clips.push_back(clip);
	d_->next();
}

void AutoPublish::creatorInfoArrived(const QString &openId, const TikTok::CreatorInfo &info)
{
	if (d_->phase != Private::Phase::Asking)
		return;
	if (const char *code = d_->mismatch(openId, info))
		return d_->reviewFirst(code);
	d_->beginCountdown();
}

void AutoPublish::creatorInfoFailed(const Error &error)
{
	if (d_->phase == Private::Phase::Asking)
		d_->reviewFirst("creator_refused", error);
}

void AutoPublish::accountChanged(const QString &openId)
{
	if (!d_->isArmed || d_->memory.preset->accountOpenId == openId)
		return;
	d_->isArmed = false; // first, so that no clip in the queue is asked about
	while (!d_->clips.empty())
		d_->reviewFirst("other_account");
	emit armedChanged(false);
}

void AutoPublish::postNow()
{
	if (d_->phase == Private::Phase::CountingDown)
		d_->send();
}

void AutoPublish::cancelCountdown()
{
	if (d_->phase != Private::Phase::CountingDown)
		return;
	d_->dropFirst();
	d_->next();
}

QString AutoPublish::caption(const QString &captionTemplate, const QString &sceneName, const QDateTime &when)
{
	const std::pair<QString, QString> placeholders[] = {
		{QStringLiteral("{date}"), when.date().toString(Qt::ISODate)},
		{QStringLiteral("{time}"), when.time().toString(QStringLiteral("HH:mm"))},
		{QStringLiteral("{scene}"), sceneName},
	};
	QString text;
	for (qsizetype at = 0; at < captionTemplate.size();) { // one pass: a scene may be called "{date}"
		const auto found = std::ranges::find_if(placeholders, [&](const auto &placeholder) {
			return QStringView(captionTemplate).mid(at).startsWith(placeholder.first);
		});
		if (found == std::end(placeholders)) {
			text += captionTemplate[at++];
			continue;
		}
		text += found->second;
		at += found->first.size();
	}
	text.truncate(TikTok::kCaption_units);
	if (!text.isEmpty() && text.back().isHighSurrogate()) // half a character is none
		text.chop(1);
	return text;
}

void AutoPublish::Private::keepMemory()
{
	away([file_ = file, memory_ = memory] { saveMemory(file_, memory_); });
}

void AutoPublish::Private::setArmed(bool armed)
{
	if (isArmed == armed)
		return;
	isArmed = armed;
	emit self.armedChanged(armed);
}

// One clip at a time; the others wait behind it.
void AutoPublish::Private::next()
{
	while (isArmed && phase == Phase::Idle && !clips.empty()) {
		if (!clips.front().canBePosted) {
			reviewFirst("checks_failed");
		} else if (isCapReached()) {
			reviewFirst("daily_cap");
		} else {
			phase = Phase::Asking;
			emit self.creatorInfoWanted();
		}
	}
}

const char *AutoPublish::Private::mismatch(const QString &openId, const TikTok::CreatorInfo &info) const
{
	const Preset &preset = *memory.preset;
	if (openId != preset.accountOpenId)
		return "other_account";
	if (!isOffered(preset.privacyLevel, info))
		return "privacy_gone";
	if (!areAllowed(preset.interactions, info))
		return "interaction_gone";
	if (clips.front().duration_ms > int64_t(info.maxVideoDuration_s) * 1000)
		return "clip_too_long";
	return nullptr;
}

void AutoPublish::Private::beginCountdown()
{
	phase = Phase::CountingDown;
	left_s = kCountdown_s;
	timer.start();
	emit self.countdown(clips.front().clipId, left_s);
}

void AutoPublish::Private::tick()
{
	if (--left_s <= 0)
		return send();
	emit self.countdown(clips.front().clipId, left_s);
}

void AutoPublish::Private::send()
{
	const uint64_t clipId = clips.front().clipId;
	dropFirst();
	forgetOldPosts();
	memory.posted.append(timing.now()); // before the next one is looked at, which may be one too many
	keepMemory();
	emit self.due(clipId, *memory.preset);
	next();
}

void AutoPublish::Private::dropFirst()
{
	timer.stop();
	phase = Phase::Idle;
	if (!clips.empty())
		clips.pop_front();
}

void AutoPublish::Private::reviewFirst(const char *code, std::optional<Error> error)
{
	const ReviewReason reason{.clipId = clips.front().clipId, .code = code, .error = std::move(error)};
	dropFirst();
	emit self.review(reason);
	next();
}

void AutoPublish::Private::forgetOldPosts()
{
	const QDateTime now = timing.now();
	memory.posted.removeIf([&now](const QDateTime &when) { return when.secsTo(now) >= kDay_s || when > now; });
}

bool AutoPublish::Private::isCapReached()
{
	forgetOldPosts();
	return memory.posted.size() >= kDailyCap;
}

} // namespace DirectPost::Publish
