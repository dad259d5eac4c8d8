#pragma once

#include <compose/State.hpp>

// Values as the composer gives them.
namespace DirectPost::Ui {

inline Compose::Offer publicOffer()
{
	using enum TikTok::PrivacyLevel;
	return {.isKnown = true,
		.privacyLevels = {PublicToEveryone, MutualFollowFriends, SelfOnly},
		.mayBePrivate = true,
		.mayAllowComment = true,
		.mayAllowDuet = true,
		.mayAllowStitch = true,
		.mayBeBranded = true};
}

inline Media::ClipInfo clipInfo(const std::filesystem::path &file)
{
	return {.file = file,
		.container = Media::Container::Matroska,
		.layout = Media::Layout::NotApplicable,
		.size_bytes = 38'200'000,
		.duration_ms = 42'000,
		.size = {1920, 1080},
		.frameRate = {60, 1},
		.videoCodec = "h264",
		.audioCodec = "aac",
		.audioTracks = 1};
}

// As it is sent.
inline Media::ClipInfo preparedInfo(const std::filesystem::path &file)
{
	Media::ClipInfo info = clipInfo(file);
	info.container = Media::Container::Mp4;
	info.layout = Media::Layout::FastStart;
	info.size_bytes = 38'100'000;
	return info;
}

inline Compose::ClipAtHand readyClip(Compose::ClipId id = 1, const char *name = "2026-11-22 18-00-00.mkv")
{
	Compose::ClipAtHand clip;
	clip.id = id;
	clip.stage = Compose::ClipStage::Ready;
	clip.name = QString::fromLatin1(name);
	clip.file = name;
	clip.info = clipInfo(name);
	clip.size_bytes = clip.info.size_bytes;
	clip.findings = Media::check(clip.info, Media::CreatorLimits{180});
	clip.picture = QImage(320, 180, QImage::Format_RGB32);
	clip.picture.fill(Qt::green);
	clip.offer = publicOffer();
	clip.obstacle = Compose::Obstacle::NoPrivacy;
	return clip;
}

inline Compose::State stateWith(std::vector<Compose::ClipAtHand> clips, Compose::ClipId shown)
{
	Compose::State state;
	state.clips = std::move(clips);
	state.shown = shown;
	return state;
}

inline Compose::State stateWith(const Compose::ClipAtHand &clip)
{
	return stateWith(std::vector{clip}, clip.id);
}

inline Error errorOf(ErrorKind kind, const char *code)
{
	Error error;
	error.kind = kind;
	error.code = code;
	error.values = {{"file", "clip.mkv"}};
	return error;
}

} // namespace DirectPost::Ui
