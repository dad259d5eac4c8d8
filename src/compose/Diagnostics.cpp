#include <compose/Diagnostics.hpp>

#include "DateTime.hpp"
#include "PaceFile.hpp"

#include <media/Ffmpeg.hpp>

#include <base/Redaction.hpp>

#include <QSysInfo>

#include <algorithm>
#include <format>

namespace DirectPost::Compose {

namespace {

constexpr size_t kMostPosts = 20;

const char *wordsFor(Account::ConnectionState state)
{
	using enum Account::ConnectionState;
	switch (state) {
	case Loading:
		return "loading";
	case Unavailable:
		return "unavailable";
	case NoCredentials:
		return "no client key and secret";
	case Disconnected:
		return "disconnected";
	case WaitingForBrowser:
		return "waiting for the browser";
	case Exchanging:
		return "exchanging";
	case Connected:
		return "connected";
	case Expired:
		return "expired";
	}
	return "";
}

const char *wordsFor(Account::Sealing sealing)
{
	switch (sealing) {
	case Account::Sealing::Keychain:
		return "key in the keychain";
	case Account::Sealing::File:
		return "key in a file";
	case Account::Sealing::Unknown:
		break;
	}
	return "nothing sealed yet";
}

const char *yesOrNo(bool is)
{
	return is ? "yes" : "no";
}

std::string errorText(const std::optional<Error> &error)
{
	if (!error)
		return {};
	const std::string text = std::format(", error {} ({})", error->code, meaningOf(error->kind).name);
	return error->logId.empty() ? text : text + ", log id " + error->logId;
}

std::string troubleText(const char *of, const std::optional<Error> &error)
{
	return error ? of + errorText(error) + "\n" : std::string();
}

std::string programLine(const Surroundings &around, std::chrono::system_clock::time_point now)
{
	return std::format(
		"Direct Post {}, OBS {}, Qt {}, FFmpeg {}\nSystem: {}, {} {}, {}, language {}\nWritten: {}{}\n",
		around.version, around.obsVersion, qVersion(), Media::ffmpegVersion(),
		QSysInfo::prettyProductName().toStdString(), QSysInfo::kernelType().toStdString(),
		QSysInfo::kernelVersion().toStdString(), QSysInfo::currentCpuArchitecture().toStdString(),
		around.language, isoTextOf(now), around.isSandbox ? ", in the sandbox" : "");
}

std::string accountLine(const State &state)
{
	const AccountState &account = state.account;
	return std::format("Account: {}, {}, drafts granted: {}", wordsFor(account.connection),
			   wordsFor(account.sealing), yesOrNo(account.identity.maySendDrafts)) +
	       errorText(account.error) + errorText(account.problem) + errorText(state.creator.error) + "\n";
}

std::string settingsLine(const Settings &settings)
{
	return std::format("Settings: prepared clips in {} folder, encoder {}, always encodes: {}, "
			   "remote control may post: {}, notifies: {}\n",
			   settings.preparedFolder.isEmpty() ? "an automatic" : "a chosen",
			   settings.encoder.encoder.empty() ? "automatic" : settings.encoder.encoder,
			   yesOrNo(settings.encoder.alwaysEncodes), yesOrNo(settings.mayRemoteControlPost),
			   yesOrNo(settings.notifies));
}

std::string showLine(const State &state)
{
	const Publish::QueueSnapshot &queue = state.queue;
	return std::format(
		       "Show: live: {}, recording: {}, posts beside it: {}, line: {:.0f} bytes/s, auto-publish: {}, "
		       "posts sent here: {}\n",
		       yesOrNo(queue.isLive), yesOrNo(state.isRecording), nameOf(state.pace.mode), queue.bytesPerSecond,
		       state.autoPublish.isArmed ? "on" : "off", yesOrNo(queue.isDrivenHere)) +
	       troubleText("List of posts", queue.trouble) + troubleText("List of clips", state.clipsTrouble) +
	       troubleText("Recording", state.recordingFailure);
}

std::string clipLine(const ClipAtHand &clip)
{
	const Media::ClipInfo &info = clip.info;
	std::string text = std::format("  clip {}: {}", clip.id, nameOf(clip.stage));
	if (clip.isKnown())
		text += std::format(", {}x{}, {:.0f} fps, {}/{}, {} ms, {} bytes, {}", info.size.width_px,
				    info.size.height_px, info.frameRate.perSecond(), info.videoCodec, info.audioCodec,
				    info.duration_ms, clip.size_bytes, clip.draft.plan.isPlain() ? "whole" : "edited");
	for (const Media::Finding &finding : clip.findings) {
		if (finding.severity != Media::Severity::Pass)
			text += ", " + finding.code;
	}
	if (clip.obstacle != Obstacle::None)
		text += std::format(", obstacle {}", nameOf(clip.obstacle));
	return text + errorText(clip.error) + errorText(clip.refusal) + "\n";
}

std::string waitText(const Publish::JobSnapshot &job)
{
	std::string text = job.isPaused ? ", paused" : "";
	if (job.waitsForMoment)
		text += ", waits for its moment";
	if (job.waitsForStream)
		text += ", waits for the end of the stream";
	return job.isMissed ? text + ", missed" : text;
}

std::string postLine(const Publish::JobSnapshot &job)
{
	return std::format("  post {}: {}, {}, {}, {} of {} bytes", job.id, kindOf(job), Publish::nameOf(job.stage),
			   isoTextOf(job.changed), job.sent_bytes, job.total_bytes) +
	       waitText(job) + errorText(job.error) + "\n";
}

} // namespace

std::string diagnosticsText(const State &state, const Surroundings &around, std::chrono::system_clock::time_point now)
{
	std::string text =
		programLine(around, now) + accountLine(state) + settingsLine(state.settings) + showLine(state);
	text += "Clips at hand: " + std::to_string(state.clips.size()) + "\n";
	for (const ClipAtHand &clip : state.clips)
		text += clipLine(clip);
	const auto &jobs = state.queue.jobs;
	text += "Posts listed: " + std::to_string(jobs.size()) + "\n";
	for (size_t place = 0; place < std::min(jobs.size(), kMostPosts); ++place)
		text += postLine(jobs[place]);
	return redacted(text);
}

} // namespace DirectPost::Compose
