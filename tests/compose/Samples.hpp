#pragma once

#include <compose/State.hpp>

#include <media/Preparation.hpp>

#include <base/Clock.hpp>

#include <QTemporaryDir>

namespace DirectPost::Compose {

// A folder that goes when the test ends.
class Folder {
public:
	std::filesystem::path path() const { return directory_.path().toStdU16String(); }

private:
	QTemporaryDir directory_;
};

// Stands until it is moved.
class TestClock : public Clock {
public:
	std::chrono::system_clock::time_point wall{std::chrono::hours(500'000)};
	std::chrono::steady_clock::time_point steady{std::chrono::hours(1)};
	std::chrono::system_clock::time_point wallNow() const override { return wall; }
	std::chrono::steady_clock::time_point steadyNow() const override { return steady; }
};

inline constexpr auto kNia = "open-nia";
inline constexpr auto kBen = "open-ben";

inline AccountState connectedAs(const char *openId)
{
	AccountState account;
	account.connection = Account::ConnectionState::Connected;
	account.identity.openId = QString::fromLatin1(openId);
	account.identity.nickname = QStringLiteral("Nia Plays");
	account.identity.username = QStringLiteral("niaplays");
	return account;
}

inline AccountState disconnected()
{
	AccountState account;
	account.connection = Account::ConnectionState::Disconnected;
	return account;
}

// Offers everybody, followers and only me; comments and stitches, no duets; ten minutes.
inline TikTok::CreatorInfo creator()
{
	TikTok::CreatorInfo info;
	info.username = "niaplays";
	info.privacyLevels = {TikTok::PrivacyLevel::PublicToEveryone, TikTok::PrivacyLevel::FollowerOfCreator,
			      TikTok::PrivacyLevel::SelfOnly};
	info.isDuetDisabled = true;
	info.maxVideoDuration_s = 600;
	return info;
}

inline Error errorOf(ErrorKind kind, const char *code)
{
	Error error;
	error.kind = kind;
	error.code = code;
	return error;
}

// What may be sent at once.
inline Draft finishedDraft(const std::string &caption)
{
	Draft draft;
	draft.info.caption = caption;
	draft.info.privacyLevel = TikTok::PrivacyLevel::FollowerOfCreator;
	draft.info.interactions.allowComment = true;
	return draft;
}

inline PhotoDraft finishedPhotos(const std::string &title)
{
	PhotoDraft draft;
	draft.addresses = {"https://example.com/a.jpg", "https://example.com/b.webp"};
	draft.coverIndex = 1;
	draft.title = title;
	draft.info.caption = "pictures";
	draft.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	return draft;
}

// A recording of 42 seconds that TikTok takes once it is an MP4. `contents` tells one file's bytes from another's.
inline Media::Source sourceOf(uint64_t id, const std::filesystem::path &file, const std::string &contents)
{
	Media::Source source;
	source.id = id;
	source.info.file = file;
	source.info.container = Media::Container::Matroska;
	source.info.size_bytes = 38'200'000;
	source.info.duration_ms = 42'000;
	source.info.size = {.width_px = 1920, .height_px = 1080};
	source.info.frameRate = {.numerator = 60, .denominator = 1};
	source.info.videoCodec = "h264";
	source.info.audioCodec = "aac";
	source.info.audioTracks = 1;
	source.identity = {.size_bytes = 38'200'000, .modified_ticks = 17, .fileId = "1:2", .edgesSha256 = contents};
	return source;
}

// The MP4 that is made of it.
inline Media::Prepared preparedOf(const Media::Source &source)
{
	Media::Prepared prepared;
	prepared.file = "/cache/" + std::to_string(source.id) + ".mp4";
	prepared.info = source.info;
	prepared.info.file = prepared.file;
	prepared.info.container = Media::Container::Mp4;
	prepared.info.layout = Media::Layout::FastStart;
	prepared.identity = {.size_bytes = 38'100'000,
			     .modified_ticks = 18,
			     .fileId = "1:3",
			     .edgesSha256 = "mp4 of " + source.identity.edgesSha256};
	prepared.isDerived = true;
	return prepared;
}

// A post that failed, as the list of posts shows it.
inline Publish::JobSnapshot failedJob(Publish::JobId id, Publish::PostRequest request)
{
	Publish::JobSnapshot job;
	job.id = id;
	job.title = "failed.mkv";
	job.stage = Publish::JobStage::Failed;
	job.mayEdit = true;
	job.mayRemove = true;
	job.clipId = request.clipId;
	job.request = std::make_shared<const Publish::PostRequest>(std::move(request));
	return job;
}

} // namespace DirectPost::Compose
