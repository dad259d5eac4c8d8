#include "Fit.hpp"

#include <media/Limits.hpp>

#include <algorithm>
#include <cmath>

namespace DirectPost::Media {

namespace {

constexpr double kLeast = 0.97;
constexpr double kAim = 0.987; // between that and the whole budget
constexpr int kMostRuns = 5;
constexpr int64_t kMostSound_bps = 160'000;
constexpr int64_t kLeastSound_bps = 48'000;
constexpr int64_t kSoundShare = 8; // an eighth of everything
constexpr int64_t kLeastPicture_bps = 20'000;
constexpr double kLeastBitsPerPixel = 0.03; // with fewer, a smaller picture looks better
constexpr int64_t kContainerHead_bytes = 4'000;
constexpr int64_t kPerPicture_bytes = 16; // its rows in the index
constexpr int64_t kPerSoundFrame_bytes = 8;
constexpr int64_t kSoundFramesPerSecond = 47;

Size shrunk(Size size, double factor)
{
	const int shortest = std::min(size.width_px, size.height_px);
	const double least = static_cast<double>(std::min(shortest, Limits::kShortestSide_px)) / shortest;
	factor = std::clamp(factor, least, 1.0);
	const auto even = [&](int length) {
		return static_cast<int>(std::ceil(length * factor / 2)) * 2;
	};
	return factor == 1 ? size : Size{even(size.width_px), even(size.height_px)};
}

} // namespace

NotesLeftover::~NotesLeftover()
{
	std::error_code ignored;
	for (const char *ending : {"", ".temp", ".mbtree", ".mbtree.temp"}) {
		std::filesystem::path file = notes_;
		file += ending;
		std::filesystem::remove(file, ignored);
	}
}

Fit::Fit(Size size, FrameRate rate, int64_t duration_us, bool hasSound, int64_t most_bytes, std::filesystem::path notes)
	: size_(size),
	  rate_(rate),
	  duration_us_(std::max<int64_t>(1, duration_us)),
	  most_bytes_(most_bytes),
	  notes_(std::move(notes))
{
	const double seconds = static_cast<double>(duration_us_) / AV_TIME_BASE;
	const double all_bps = static_cast<double>(most_bytes_) * 8 / seconds;
	if (hasSound)
		sound_bps_ = std::clamp<int64_t>(std::llround(all_bps / kSoundShare), kLeastSound_bps, kMostSound_bps);
	const double rest_bps =
		all_bps * kAim - static_cast<double>(sound_bps_) - static_cast<double>(overhead_bytes()) * 8 / seconds;
	picture_bps_ = std::max<int64_t>(kLeastPicture_bps, std::llround(rest_bps));
	const double pixelsPerSecond = static_cast<double>(size_.width_px) * size_.height_px * rate_.perSecond();
	size_ = shrunk(size_, std::sqrt(static_cast<double>(picture_bps_) / pixelsPerSecond / kLeastBitsPerPixel));
}

// The first run keeps the quality: what is small enough then needs no other.
std::optional<FitRun> Fit::nextRun() const
{
	const bool isLarge = static_cast<double>(size_bytes_) >= kLeast * static_cast<double>(most_bytes_);
	const bool isDone = isWithin() && (isLarge || runs_ == 1 || runs_ >= kMostRuns - 1);
	if (runs_ >= kMostRuns || isDone)
		return std::nullopt;
	FitRun run = {.size = size_, .rate = rate_, .sound_bps = sound_bps_};
	using enum RateControl::Run;
	run.control.run = runs_ == 0 ? First : hasNotes_ ? Second : Only;
	run.control.notes = notes_;
	if (runs_ > 0)
		run.control.rate_bps = picture_bps_;
	run.progressFrom = runs_ == 0 ? 0 : runs_ == 1 ? 0.5 : 0.9;
	run.progressTo = runs_ == 0 ? 0.5 : runs_ == 1 ? 0.9 : 1;
	return run;
}

void Fit::made(int64_t size_bytes, const std::string &encoder)
{
	size_bytes_ = size_bytes;
	hasNotes_ = encoder == "libx264";
	runs_++;
	if (runs_ == 1)
		return;
	const double seconds = static_cast<double>(duration_us_) / AV_TIME_BASE;
	const double besides_bytes =
		static_cast<double>(overhead_bytes()) + static_cast<double>(sound_bps_) * seconds / 8;
	// The nearer the last run, the safer: the encoder may not follow to the end.
	const double aim = runs_ >= kMostRuns - 1 ? kLeast : kAim;
	const double wanted = static_cast<double>(most_bytes_) * aim - besides_bytes;
	const double had = static_cast<double>(size_bytes) - besides_bytes;
	if (wanted > 0 && had > 0)
		picture_bps_ = std::max<int64_t>(kLeastPicture_bps,
						 std::llround(static_cast<double>(picture_bps_) * wanted / had));
}

int64_t Fit::overhead_bytes() const
{
	const double seconds = static_cast<double>(duration_us_) / AV_TIME_BASE;
	const double perSecond = rate_.perSecond() * kPerPicture_bytes +
				 (sound_bps_ > 0 ? kSoundFramesPerSecond * kPerSoundFrame_bytes : 0);
	return kContainerHead_bytes + std::llround(seconds * perSecond);
}

} // namespace DirectPost::Media
