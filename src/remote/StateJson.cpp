#include "StateJson.hpp"

#include <base/Utf8Path.hpp>

namespace DirectPost::Remote {

namespace {

using Json = nlohmann::json;

const char *nameOf(Media::Origin origin)
{
	switch (origin) {
	case Media::Origin::Recording:
		return "recording";
	case Media::Origin::Replay:
		return "replay";
	case Media::Origin::ChosenByHand:
		return "file";
	case Media::Origin::OtherOutput:
		return "other_output";
	}
	return "";
}

// What it waits for before it is begun; empty: its turn, if it waits at all.
const char *waitsFor(const Publish::JobSnapshot &job)
{
	if (job.isMissed)
		return "click";
	if (job.waitsForMoment)
		return "moment";
	return job.waitsForStream ? "stream_end" : "";
}

Json momentOf(const Publish::JobSnapshot &job)
{
	if (!job.moment)
		return Json();
	return std::chrono::floor<std::chrono::seconds>(job.moment->time_since_epoch()).count();
}

Json codeOf(const std::optional<Error> &error)
{
	return error ? Json(error->code) : Json();
}

} // namespace

Json accountJson(const Compose::AccountState &account)
{
	return {{"connected", account.connection == Account::ConnectionState::Connected},
		{"username", account.identity.username.toStdString()},
		{"nickname", account.identity.nickname.toStdString()}};
}

Json accountsJson(const Compose::AccountState &account)
{
	Json all = Json::array();
	for (const Account::Identity &each : account.accounts)
		all.push_back({{"username", each.username.toStdString()},
			       {"nickname", each.nickname.toStdString()},
			       {"current", each.openId == account.identity.openId},
			       {"expired", each.isExpired}});
	return all;
}

Json countdownJson(const std::optional<Compose::Countdown> &countdown)
{
	if (!countdown)
		return Json();
	return {{"clip", countdown->clip}, {"secondsLeft", countdown->left_s}, {"held", countdown->isHeld}};
}

Json statusJson(const Compose::State &state)
{
	return {{"account", accountJson(state.account)},
		{"accounts", accountsJson(state.account)},
		{"shownClip", state.shown == Compose::kNoClip ? Json() : Json(state.shown)},
		{"live", state.queue.isLive},
		{"pendingDrafts", state.pendingDrafts},
		{"recording", state.isRecording},
		{"autoPublish",
		 {{"armed", state.autoPublish.isArmed},
		  {"hasPreset", state.autoPublish.preset.has_value()},
		  {"countdown", countdownJson(state.autoPublish.countdown)}}},
		{"mayPost", state.settings.mayRemoteControlPost}};
}

Json clipJson(const Compose::ClipAtHand &clip)
{
	return {{"clip", clip.id},
		{"name", clip.name.toStdString()},
		{"origin", nameOf(clip.origin)},
		{"scene", clip.context.sceneName},
		{"stage", Compose::nameOf(clip.stage)},
		{"durationMs", clip.info.duration_ms},
		{"sizeBytes", clip.size_bytes},
		{"preparedPercent", static_cast<int>(clip.prepared * 100)},
		{"caption", clip.draft.info.caption},
		{"startMs", clip.draft.plan.start_ms ? Json(*clip.draft.plan.start_ms) : Json()},
		{"endMs", clip.draft.plan.end_ms ? Json(*clip.draft.plan.end_ms) : Json()},
		{"obstacle", Compose::nameOf(clip.obstacle)},
		{"draftObstacle", Compose::nameOf(clip.draftObstacle)},
		{"error", codeOf(clip.error)},
		{"mayBePosted", clip.mayBePostedByPreset}};
}

Json jobJson(const Publish::JobSnapshot &job)
{
	return {{"job", job.id},
		{"clip", job.clipId == 0 ? Json() : Json(job.clipId)},
		{"title", job.title},
		{"caption", job.caption},
		{"username", job.accountUsername},
		{"draft", job.isDraft},
		{"stage", Publish::nameOf(job.stage)},
		{"paused", job.isPaused},
		{"waitsFor", waitsFor(job)},
		{"momentUnix", momentOf(job)},
		{"sentBytes", job.sent_bytes},
		{"totalBytes", job.total_bytes},
		{"secondsLeft", job.timeLeft_s ? Json(*job.timeLeft_s) : Json()},
		{"error", codeOf(job.error)},
		{"link", job.link},
		{"mayPause", job.mayPause},
		{"mayResume", job.mayResume},
		{"mayCancel", job.mayCancel},
		{"mayPostNow", job.mayPostNow},
		{"mayRetry", job.mayRetry}};
}

} // namespace DirectPost::Remote
