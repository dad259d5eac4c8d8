#include "Requests.hpp"

#include "StateJson.hpp"

#include <QFileInfo>

#include <array>

namespace DirectPost::Remote {

namespace {

using Json = nlohmann::json;
using Compose::State;

constexpr size_t kLongestText_bytes = 16 * 1024;             // a caption of 2,200 characters, in whatever spelling
constexpr int64_t kLatest_ms = int64_t{48} * 60 * 60 * 1000; // no recording is longer

// The client's mistake, or the moment's: thrown where it is noticed, answered in answerTo.
struct Refusal {
	const char *error;
	const char *field = nullptr;
};

Json ok()
{
	return {{"ok", true}};
}

template <class Value> std::optional<Value> optionalField(const Json &data, const char *name, bool isFit(const Json &))
{
	const auto found = data.find(name);
	if (found == data.end() || found->is_null())
		return std::nullopt;
	if (!isFit(*found))
		throw Refusal{"bad_request", name};
	return found->get<Value>();
}

std::optional<int64_t> numberIn(const Json &data, const char *name)
{
	return optionalField<int64_t>(data, name, [](const Json &value) {
		return value.is_number_integer() &&
		       !(value.is_number_unsigned() && value.get<uint64_t>() > INT64_MAX) && value.get<int64_t>() >= 0;
	});
}

std::optional<std::string> textIn(const Json &data, const char *name)
{
	return optionalField<std::string>(data, name, [](const Json &value) {
		return value.is_string() && value.get_ref<const std::string &>().size() <= kLongestText_bytes;
	});
}

std::optional<bool> flagIn(const Json &data, const char *name)
{
	return optionalField<bool>(data, name, [](const Json &value) { return value.is_boolean(); });
}

template <class Value> Value required(std::optional<Value> value, const char *name)
{
	if (!value)
		throw Refusal{"bad_request", name};
	return std::move(*value);
}

std::optional<int64_t> timeIn(const Json &data, const char *name)
{
	const auto time_ms = numberIn(data, name);
	if (time_ms && *time_ms > kLatest_ms)
		throw Refusal{"bad_request", name};
	return time_ms;
}

// The one that is named, or the one in the form.
const Compose::ClipAtHand &clipIn(const State &state, const Json &data)
{
	const auto id = numberIn(data, "clip");
	const Compose::ClipAtHand *clip = state.clip(id ? static_cast<Compose::ClipId>(*id) : state.shown);
	if (!clip)
		throw Refusal{"no_such_clip", "clip"};
	return *clip;
}

const Publish::JobSnapshot &jobIn(const State &state, const Json &data)
{
	const Publish::JobId id = required(numberIn(data, "job"), "job");
	const Publish::JobSnapshot *job = state.queue.job(id);
	if (!job)
		throw Refusal{"no_such_job", "job"};
	return *job;
}

// --- what is asked ---

Answer getStatus(const State &state, const Json &)
{
	Json answer = ok();
	answer.update(statusJson(state));
	return {answer};
}

Answer getClips(const State &state, const Json &)
{
	Json answer = ok();
	answer["clips"] = Json::array();
	for (const Compose::ClipAtHand &clip : state.clips)
		answer["clips"].push_back(clipJson(clip));
	return {answer};
}

Answer getJobs(const State &state, const Json &)
{
	Json answer = ok();
	answer["jobs"] = Json::array();
	for (const Publish::JobSnapshot &job : state.queue.jobs)
		answer["jobs"].push_back(jobJson(job));
	return {answer};
}

// --- what is to be done ---

Answer addClip(const State &, const Json &data)
{
	const QString path = QString::fromStdString(required(textIn(data, "path"), "path"));
	if (!QFileInfo(path).isAbsolute())
		throw Refusal{"bad_request", "path"};
	return {ok(), [path](const Commands &commands) {
			commands.composer().addFile(path);
		}};
}

// Its words and its length; never who may see it, which is for the creator's own hand.
Answer editClip(const State &state, const Json &data)
{
	const Compose::ClipAtHand &clip = clipIn(state, data);
	if (!clip.mayBeEdited)
		throw Refusal{"not_now"};
	const auto caption = textIn(data, "caption");
	const auto start_ms = timeIn(data, "startMs");
	const auto end_ms = timeIn(data, "endMs");
	if (start_ms && end_ms && *start_ms >= *end_ms)
		throw Refusal{"bad_request", "endMs"};
	return {ok(), [id = clip.id, caption, start_ms, end_ms](const Commands &commands) {
			const Compose::ClipAtHand *now = commands.composer().state().clip(id);
			if (!now)
				return;
			Compose::Draft draft = now->draft;
			draft.info.caption = caption.value_or(draft.info.caption);
			draft.plan.start_ms = start_ms ? start_ms : draft.plan.start_ms;
			draft.plan.end_ms = end_ms ? end_ms : draft.plan.end_ms;
			commands.composer().setDraft(id, draft);
		}};
}

Answer publish(const State &state, const Json &data)
{
	const Compose::ClipAtHand &clip = clipIn(state, data);
	if (!state.autoPublish.preset)
		throw Refusal{"no_preset"};
	if (!clip.mayBePostedByPreset)
		throw Refusal{"not_now"};
	return {ok(), [id = clip.id](const Commands &commands) {
			commands.composer().postByPreset(id);
		}};
}

// Nothing is said about a draft that its creator does not say in the TikTok app: no preset is needed.
Answer sendDraft(const State &state, const Json &data)
{
	const Compose::ClipAtHand &clip = clipIn(state, data);
	if (clip.draftObstacle != Compose::Obstacle::None)
		throw Refusal{"not_now"};
	return {ok(), [id = clip.id](const Commands &commands) {
			commands.composer().sendDraft(id);
		}};
}

Answer jobCommand(const Publish::JobSnapshot &job, bool may, Compose::JobCommand command)
{
	if (!may)
		throw Refusal{"not_now"};
	return {ok(), [id = job.id, command](const Commands &commands) {
			commands.composer().command(id, command);
		}};
}

// A post, or the countdown that is running.
Answer cancel(const State &state, const Json &data)
{
	if (data.contains("job")) {
		const Publish::JobSnapshot &job = jobIn(state, data);
		return jobCommand(job, job.mayCancel, Compose::JobCommand::Cancel);
	}
	if (!state.autoPublish.countdown)
		throw Refusal{"not_now"};
	return {ok(), [clip = state.autoPublish.countdown->clip](const Commands &commands) {
			commands.composer().cancelCountdown(clip);
		}};
}

Answer pause(const State &state, const Json &data)
{
	const Publish::JobSnapshot &job = jobIn(state, data);
	return jobCommand(job, job.mayPause, Compose::JobCommand::Pause);
}

Answer resume(const State &state, const Json &data)
{
	const Publish::JobSnapshot &job = jobIn(state, data);
	return jobCommand(job, job.mayResume, Compose::JobCommand::Resume);
}

Answer retry(const State &state, const Json &data)
{
	const Publish::JobSnapshot &job = jobIn(state, data);
	return jobCommand(job, job.mayRetry, Compose::JobCommand::Retry);
}

Answer postNow(const State &state, const Json &data)
{
	const Publish::JobSnapshot &job = jobIn(state, data);
	return jobCommand(job, job.mayPostNow, Compose::JobCommand::PostNow);
}

Answer mark(const State &state, const Json &)
{
	if (!state.isRecording)
		throw Refusal{"not_now"};
	return {ok(), [](const Commands &commands) {
			commands.mark();
		}};
}

Answer setAutoPublish(const State &state, const Json &data)
{
	const bool isWanted = required(flagIn(data, "armed"), "armed");
	if (!isWanted)
		return {ok(), [](const Commands &commands) {
				commands.composer().disarm();
			}};
	if (!state.settings.mayRemoteControlPost)
		throw Refusal{"not_allowed"};
	if (!state.autoPublish.preset)
		throw Refusal{"no_preset"};
	return {ok(), [](const Commands &commands) {
			commands.composer().armAgain();
		}};
}

constexpr std::array kRequests = {
	Request{"GetStatus", false, getStatus},
	Request{"GetClips", false, getClips},
	Request{"GetJobs", false, getJobs},
	Request{"AddClip", false, addClip},
	Request{"EditClip", false, editClip},
	Request{"Publish", true, publish},
	Request{"SendDraft", true, sendDraft},
	Request{"Cancel", false, cancel},
	Request{"Pause", false, pause},
	Request{"Resume", false, resume},
	Request{"Retry", true, retry},
	Request{"PostNow", true, postNow},
	Request{"Mark", false, mark},
	Request{"SetAutoPublish", false, setAutoPublish}, // turning it off is always allowed
};

} // namespace

std::span<const Request> requests()
{
	return kRequests;
}

Answer answerTo(const Request &request, const State &state, const Json &data)
try {
	if (!data.is_object())
		throw Refusal{"bad_request"};
	if (request.posts && !state.settings.mayRemoteControlPost)
		throw Refusal{"not_allowed"};
	return request.answer(state, data);
} catch (const Refusal &refusal) {
	Json answer = {{"ok", false}, {"error", refusal.error}};
	if (refusal.field)
		answer["field"] = refusal.field;
	return {answer};
}

} // namespace DirectPost::Remote
