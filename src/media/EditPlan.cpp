#include <media/EditPlan.hpp>

#include <base/Hex.hpp>

#include <algorithm>
#include <array>
#include <format>
#include <memory>

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

namespace DirectPost::Media {

namespace {

constexpr int kKeyHash_bits = 160;
constexpr size_t kKeyHash_bytes = 20;

std::string textOf(const Window &window)
{
	return std::format("{},{},{},{}", window.x_px, window.y_px, window.width_px, window.height_px);
}

std::string textOf(const PictureLayout &layout)
{
	return std::format("layout {} {} {} {}", static_cast<int>(layout.kind), textOf(layout.window),
			   textOf(layout.camera), layout.cameraShare_percent);
}

// Every field that is not as in the plain plan, so that a later version's new fields leave today's keys as they are.
std::string textOf(const EditPlan &plan)
{
	std::string text;
	if (plan.start_ms)
		text += std::format("from {};", *plan.start_ms);
	if (plan.end_ms)
		text += std::format("to {};", *plan.end_ms);
	if (plan.layout != PictureLayout())
		text += textOf(plan.layout) + ";";
	for (const LayoutChange &change : plan.layoutChanges)
		text += std::format("at {} {};", change.from_ms, textOf(change.layout));
	if (plan.sound.tracks) {
		text += "tracks";
		for (const TrackLevel &track : *plan.sound.tracks)
			text += std::format(" {} {:.2f}", track.track, track.level_dB);
		text += ";";
	}
	if (plan.sound.isLoudnessNormalised)
		text += "normalised;";
	if (plan.target.most_ms)
		text += std::format("most {} ms;", *plan.target.most_ms);
	if (plan.target.most_bytes)
		text += std::format("most {} bytes;", *plan.target.most_bytes);
	if (plan.isRepaired)
		text += "repaired;";
	return text;
}

std::string hashOf(const std::string &text)
{
	struct Free {
		void operator()(AVSHA *sha) const { av_free(sha); }
	};
	const std::unique_ptr<AVSHA, Free> sha(av_sha_alloc());
	if (!sha || av_sha_init(sha.get(), kKeyHash_bits) < 0)
		return text;
	std::array<uint8_t, kKeyHash_bytes> digest = {};
	av_sha_update(sha.get(), reinterpret_cast<const uint8_t *>(text.data()), text.size());
	av_sha_final(sha.get(), digest.data());
	return hexOf(digest);
}

} // namespace

std::string EditPlan::key() const
{
	return isPlain() ? std::string() : hashOf(textOf(*this));
}

const PictureLayout &EditPlan::layoutAt(int64_t source_ms) const
{
	const PictureLayout *current = &layout;
	for (const LayoutChange &change : layoutChanges) {
		if (change.from_ms <= source_ms)
			current = &change.layout;
	}
	return *current;
}

int64_t EditPlan::inClip_ms(int64_t source_ms) const
{
	int64_t latest_ms = end_ms.value_or(source_ms) - start_ms.value_or(0);
	if (target.most_ms)
		latest_ms = std::min(latest_ms, *target.most_ms);
	return std::clamp<int64_t>(source_ms - start_ms.value_or(0), 0, std::max<int64_t>(0, latest_ms));
}

int64_t EditPlan::inSource_ms(int64_t clip_ms) const
{
	const int64_t source_ms = start_ms.value_or(0) + std::max<int64_t>(0, clip_ms);
	return std::min(source_ms, end_ms.value_or(source_ms));
}

} // namespace DirectPost::Media
