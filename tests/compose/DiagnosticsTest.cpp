#include "Samples.hpp"

#include <compose/Diagnostics.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::chrono::system_clock::time_point kNow =
	std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(18);

std::string textOf(const State &state)
{
	return diagnosticsText(
		state, {.version = "1.2.3", .obsVersion = "30.2.3", .language = "de-DE", .isSandbox = false}, kNow);
}

TEST(Diagnostics, NameEveryVersionAndTheSystem)
{
	const std::string text = textOf({});
	EXPECT_THAT(text, HasSubstr("Direct Post 1.2.3, OBS 30.2.3, Qt 6."));
	EXPECT_THAT(text, HasSubstr(", FFmpeg "));
	EXPECT_THAT(text, HasSubstr("language de-DE\nWritten: 2026-11-22T18:00:00Z\n"));
}

TEST(Diagnostics, SayWhatBecameOfPostsByErrorCodeAndLogId)
{
	State state;
	Publish::JobSnapshot failed{.id = 7, .stage = Publish::JobStage::Failed, .sent_bytes = 5, .total_bytes = 9};
	failed.error = Error{.kind = ErrorKind::Post, .code = "post_looks_risky", .logId = "20261122180000ABCDEF"};
	failed.changed = kNow;
	state.queue.jobs = {failed, {.id = 6, .stage = Publish::JobStage::Waiting, .waitsForStream = true}};
	const std::string text = textOf(state);
	EXPECT_THAT(text,
		    HasSubstr("  post 7: video, failed, 2026-11-22T18:00:00Z, 5 of 9 bytes, error post_looks_risky "
			      "(post), log id 20261122180000ABCDEF\n"));
	EXPECT_THAT(text, HasSubstr("  post 6: video, waiting, "));
	EXPECT_THAT(text, HasSubstr(" waits for the end of the stream\n"));
}

TEST(Diagnostics, DescribeClipsByWhatTheyAre)
{
	State state;
	ClipAtHand clip{.id = 3, .stage = ClipStage::Failed};
	clip.info = sourceOf(1, "/home/nia/secret project.mkv", "a").info;
	clip.findings = {{.code = "sound_fits"}, {.code = "duration_too_long", .severity = Media::Severity::Block}};
	clip.obstacle = Obstacle::ClipRefused;
	clip.error = errorOf(ErrorKind::Disk, "no_room");
	state.clips = {clip};
	EXPECT_THAT(
		textOf(state),
		HasSubstr("  clip 3: failed, 1920x1080, 60 fps, h264/aac, 42000 ms, 0 bytes, whole, duration_too_long, "
			  "obstacle ClipRefused, error no_room (disk)\n"));
}

TEST(Diagnostics, HoldNothingSecretNoNameAndNoWordOfTheUser)
{
	State state;
	state.account = connectedAs(kNia);
	state.account.clientKey = QStringLiteral("awclientkey");
	state.account.loginLink = QStringLiteral("https://example.com/authorize?state=loginstate");
	state.settings.preparedFolder = QStringLiteral("/home/nia/prepared");
	state.clips = {{.id = 3, .file = "/home/nia/rec/raid.mkv", .name = QStringLiteral("raid.mkv")}};
	state.clips[0].draft = finishedDraft("my secret plans");
	state.clips[0].error = Error{.kind = ErrorKind::ClipFile,
				     .code = "file_missing",
				     .detail = "/home/nia/rec/raid.mkv",
				     .values = {{"file", "/home/nia/rec/raid.mkv"}}};
	state.queue.jobs = {
		{.id = 7, .title = "raid.mkv", .caption = "my secret plans", .accountUsername = "niaplays"}};
	state.queue.jobs[0].link = "https://www.tiktok.com/@niaplays";
	state.queue.jobs[0].error = Error{.code = "upload_refused",
					  .detail = "PUT https://upload.example.com/video?upload_token=uploadtoken",
					  .values = {{"url", "https://upload.example.com/?upload_token=uploadtoken"}}};
	const std::string text = textOf(state);
	for (const char *word : {"awclientkey", "loginstate", "uploadtoken", "open-nia", "niaplays", "Nia", "nia/",
				 "raid", "secret", "https://"})
		EXPECT_THAT(text, Not(HasSubstr(word)));
	EXPECT_THAT(text, HasSubstr("error file_missing"));
}

} // namespace
} // namespace DirectPost::Compose
