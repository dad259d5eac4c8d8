#include <media/Edit.hpp>
#include "Leftover.hpp"
#include "CopiedPicture.hpp"
#include "Fit.hpp"
#include "EncodedPicture.hpp"
#include "Means.hpp"
#include "PictureFilters.hpp"
#include "Sound.hpp"
#include "Verify.hpp"
#include "Writing.hpp"

#include <base/FileError.hpp>
#include <base/MoveFile.hpp>

#include <chrono>
#include <utility>

namespace DirectPost::Media {

namespace {

using Tracks = std::vector<std::unique_ptr<PacketSource>>;

// A copy that would leave less than this much of the work is not worth its seams.
constexpr size_t kMostEncoded_percent = 80;

class Edit {
public:
	Edit(const Inspected &source, const EditPlan &plan, const EncoderSettings &settings, const KeptPart &part,
	     const std::filesystem::path &partial, const Progress &progress, const std::stop_token &stop)
		: source_(source),
		  facts_(source.facts),
		  plan_(plan),
		  settings_(settings),
		  part_(part),
		  partial_(partial),
		  progress_(progress),
		  stop_(stop)
	{
	}

	Expected<Edited> run();

private:
	std::optional<PictureCut> usefulCut() const;
	Expected<Edited> copy(const PictureCut &cut);
	Expected<Edited> encode();
	Expected<void> encodeOnce(const FitRun &run, Edited &edited);
	// `fitted_bps`: what the sound may have; else it is copied where it can be.
	Expected<void> addSound(Tracks &tracks, std::optional<int64_t> fitted_bps) const;
	Expected<void> write(const Tracks &tracks, double from, double to);
	int64_t written_bytes() const;

	const Inspected &source_;
	const MediaFacts &facts_;
	const EditPlan &plan_;
	const EncoderSettings &settings_;
	const KeptPart &part_;
	const std::filesystem::path &partial_;
	const Progress &progress_;
	const std::stop_token &stop_;
};

// What encoding every picture would not help either.
bool isFinal(const Error &error)
{
	return error.kind != ErrorKind::ClipUnfit;
}

Expected<Edited> Edit::run()
{
	std::string copyFailure;
	if (const auto cut = usefulCut()) {
		auto copied = copy(*cut);
		if (copied || isFinal(copied.error()))
			return copied;
		copyFailure = copied.error().detail;
	}
	auto encoded = encode();
	if (encoded)
		encoded->copyFailure = std::move(copyFailure);
	return encoded;
}

std::optional<PictureCut> Edit::usefulCut() const
{
	if (needsEncoding(facts_, plan_, settings_))
		return std::nullopt;
	const int64_t picture_us = std::llround(AV_TIME_BASE / facts_.frameRate.perSecond());
	auto cut = cutOf(part_, picture_us);
	if (!cut || (cut->encodedPictures() > 0 && facts_.videoCodec != "h264"))
		return std::nullopt;
	const size_t pictures = cut->encodedPictures() + cut->copyEnd - cut->copyBegin;
	if (cut->encodedPictures() * 100 > pictures * kMostEncoded_percent)
		return std::nullopt;
	const bool isTooLarge = plan_.target.most_bytes && cut->copied_bytes > *plan_.target.most_bytes;
	return isTooLarge ? std::nullopt : cut;
}

Expected<Edited> Edit::copy(const PictureCut &cut)
{
	Tracks tracks;
	std::vector<PictureRun> aroundSeams;
	auto picture = copiedPicture(source_, part_, cut, aroundSeams, stop_);
	if (!picture)
		return std::unexpected(std::move(picture.error()));
	tracks.push_back(std::move(*picture));
	if (auto added = addSound(tracks, std::nullopt); !added)
		return std::unexpected(std::move(added.error()));
	if (auto written = write(tracks, 0, 1); !written)
		return std::unexpected(std::move(written.error()));
	const auto same = verifyCopied(partial_, facts_.file, part_, cut, aroundSeams, stop_);
	if (!same)
		return std::unexpected(same.error());
	if (plan_.target.most_bytes && written_bytes() > *plan_.target.most_bytes)
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "encode_failed", facts_.file,
						 "the copy is larger than wanted"));
	Edited edited;
	edited.means = Means::SmartCut;
	if (cut.encodedPictures() == 0)
		edited.means = isSoundCopied(facts_, plan_.sound) ? Means::Copy : Means::SoundAlone;
	edited.encoder = cut.encodedPictures() > 0 ? "libx264" : "";
	return edited;
}

Expected<Edited> Edit::encode()
{
	Edited edited;
	edited.means = Means::Encode;
	const Size size = plannedSize(facts_, plan_);
	const FrameRate rate = plannedRate(facts_);
	const bool hasSound = !heardTracks(facts_, plan_.sound).empty();
	if (!plan_.target.most_bytes) {
		auto encoded = encodeOnce({.size = size, .rate = rate}, edited);
		return encoded ? Expected<Edited>(edited) : std::unexpected(std::move(encoded.error()));
	}
	std::filesystem::path notes = partial_;
	notes += ".notes";
	const NotesLeftover leftNotes(notes);
	Fit fit(size, rate, part_.duration_us, hasSound, *plan_.target.most_bytes, notes);
	while (const auto run = fit.nextRun()) {
		if (auto encoded = encodeOnce(*run, edited); !encoded)
			return std::unexpected(std::move(encoded.error()));
		fit.made(written_bytes(), edited.encoder);
	}
	if (!fit.isWithin())
		return std::unexpected(fileError(ErrorKind::ClipUnfit, "edit_budget", facts_.file,
						 std::to_string(written_bytes()) + " bytes at best"));
	return edited;
}

Expected<void> Edit::encodeOnce(const FitRun &run, Edited &edited)
{
	const auto begun = std::chrono::steady_clock::now();
	const EncodedPictureOptions options = {run.size, run.rate, settings_, run.control};
	Tracks tracks;
	auto picture = encodedPicture(facts_, plan_, part_, options, edited.encoder, stop_);
	if (!picture)
		return std::unexpected(std::move(picture.error()));
	tracks.push_back(std::move(*picture));
	if (auto added = addSound(tracks, run.sound_bps); !added)
		return added;
	if (auto written = write(tracks, run.progressFrom, run.progressTo); !written)
		return written;
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
	const double pictures = static_cast<double>(part_.duration_us) / AV_TIME_BASE * run.rate.perSecond();
	edited.pixelsPerSecond = pictures * run.size.width_px * run.size.height_px / std::max(took.count(), 1e-3);
	return verifyPlays(partial_, facts_.file, part_, tracks.size(), stop_);
}

Expected<void> Edit::addSound(Tracks &tracks, std::optional<int64_t> fitted_bps) const
{
	const std::vector<TrackLevel> heard = heardTracks(facts_, plan_.sound);
	if (heard.empty())
		return {};
	const bool isCopied = isSoundCopied(facts_, plan_.sound) && !fitted_bps;
	auto sound = isCopied ? copiedSound(source_, heard.front().track, part_, stop_)
			      : mixedSound(source_, plan_.sound, part_, fitted_bps.value_or(kMixedSound_bps), stop_);
	if (!sound)
		return std::unexpected(std::move(sound.error()));
	tracks.push_back(std::move(*sound));
	return {};
}

// `from` and `to`: which share of the whole work this is.
Expected<void> Edit::write(const Tracks &tracks, double from, double to)
{
	const Progress share = progress_ ? [&](double done) { progress_(from + (to - from) * done); } : Progress();
	ProgressMeter meter(share);
	return writeMp4(partial_, facts_.file, tracks, part_.duration_us, meter, stop_);
}

int64_t Edit::written_bytes() const
{
	std::error_code failure;
	const auto size = std::filesystem::file_size(partial_, failure);
	return failure ? 0 : static_cast<int64_t>(size);
}

} // namespace

Expected<Edited> makeEdit(const std::filesystem::path &source, const EditPlan &plan, const EncoderSettings &settings,
			  const std::filesystem::path &target, const Progress &progress, const std::stop_token &stop)
{
	const auto inspected = openInspected(source, stop);
	if (!inspected)
		return std::unexpected(inspected.error());
	if (auto good = checkLayouts(inspected->facts, plan); !good)
		return std::unexpected(std::move(good.error()));
	const auto part = keptPart(*inspected, plan, stop);
	if (!part)
		return std::unexpected(part.error());

	std::filesystem::path partial = target;
	partial += ".partial"; // what it is called until it is whole
	Leftover leftover(partial);
	auto edited = Edit(*inspected, plan, settings, *part, partial, progress, stop).run();
	if (!edited)
		return edited;
	if (const std::error_code failure = moveFile(partial, target))
		return std::unexpected(
			fileError(ErrorKind::Disk, "folder_not_writable", target, "renaming: " + systemText(failure)));
	leftover.keep();
	if (progress)
		progress(1.0);
	return edited;
}

} // namespace DirectPost::Media
