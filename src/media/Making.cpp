#include "Making.hpp"

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <utility>
#include <vector>

namespace DirectPost::Media {

namespace {

constexpr double kRemuxingBeforeEdit = 0.2; // of the work, where both are done

} // namespace

Expected<Prepared> Making::run(const EncoderSettings &encoder, const std::optional<Prepared> &earlier)
{
	const std::filesystem::path &file = source_.info.file;
	const auto changed = [&] {
		return std::unexpected(
			fileError(ErrorKind::ClipFile, "clip_changed", file, "written to since it became known"));
	};
	if (!isWorthPreparing(source_, plan_))
		return Prepared{};
	if (!isUnchanged())
		return changed();
	if (earlier && earlier->isDerived) {
		if (auto used = usable(*earlier))
			return std::move(*used);
	}

	Prepared prepared;
	prepared.isDerived = !plan_.isPlain() || needsRemux(source_.info);
	auto target = !plan_.isPlain()     ? edit(encoder)
		      : prepared.isDerived ? remux(progress_)
					   : Expected<std::filesystem::path>(file);
	if (!target)
		return std::unexpected(std::move(target.error()));
	auto info = prepared.isDerived ? probe(*target, stop_) : Expected<ClipInfo>(source_.info);
	if (!info)
		return std::unexpected(std::move(info.error()));
	auto identity = identify(*target);
	if (!identity)
		return std::unexpected(std::move(identity.error()));
	// A recording that is gone by now, moved or deleted, was read to its end first; one that changed was not.
	if (!isUnchanged())
		return changed();
	prepared.file = std::move(*target);
	prepared.info = std::move(*info);
	prepared.identity = std::move(*identity);
	return prepared;
}

// A disk that was away may have another number when it comes back.
bool Making::isUnchanged() const
{
	const auto now = identifyQuickly(source_.info.file);
	if (!now || now->looksLike(source_.identity))
		return true;
	const auto content = identify(source_.info.file);
	return !content || content->isSameContent(source_.identity);
}

// Of an earlier run only the file is known; what it is is read anew.
std::optional<Prepared> Making::usable(Prepared earlier) const
{
	auto identity = identify(earlier.file);
	if (!identity || !identity->isSameContent(earlier.identity))
		return std::nullopt;
	auto info = probe(earlier.file, stop_);
	if (!info)
		return std::nullopt;
	earlier.info = std::move(*info);
	earlier.identity = std::move(*identity); // its fileId may be another one since the computer was restarted
	return earlier;
}

// A disk that seemed to have room may be full all the same, for a quota or another program, or may not be written to:
// then the next one is tried.
Expected<std::filesystem::path> Making::makeInSomePlace(int64_t size_bytes, std::string_view extension,
							const Make &make)
{
	std::vector<std::filesystem::path> full;
	std::optional<Error> lastFull;
	while (true) {
		auto target = derived_.reserve(source_.id, source_.info.file, size_bytes, extension, full);
		if (!target)
			return lastFull ? std::unexpected(std::move(*lastFull)) : target;
		made_ = *target;
		auto done = make(*target);
		if (done)
			return target;
		if (done.error().kind != ErrorKind::Disk)
			return std::unexpected(std::move(done.error()));
		full.push_back(target->parent_path());
		lastFull = std::move(done.error());
		lastFull->values.emplace_back("folder", utf8(full.back()));
		derived_.discard(std::exchange(made_, {}));
	}
}

Expected<std::filesystem::path> Making::remux(const Progress &progress)
{
	const ClipInfo &info = source_.info;
	const bool isWebM = becomesWebM(info);
	return makeInSomePlace(info.size_bytes, isWebM ? ".webm" : ".mp4", [&](const std::filesystem::path &target) {
		return (isWebM ? remuxToWebM : remuxToMp4)(info.file, target, progress, stop_);
	});
}

Expected<std::filesystem::path> Making::edit(const EncoderSettings &encoder)
{
	return source_.info.isJoined ? editJoined(encoder) : edit(source_.info, encoder, progress_);
}

// Cutting goes by time, and here times begin anew: first they are made to go on.
Expected<std::filesystem::path> Making::editJoined(const EncoderSettings &encoder)
{
	auto whole = remux([this](double done) {
		if (progress_)
			progress_(done * kRemuxingBeforeEdit);
	});
	if (!whole)
		return whole;
	const auto info = probe(*whole, stop_);
	auto edited = info ? edit(*info, encoder,
				  [this](double done) {
					  if (progress_)
						  progress_(kRemuxingBeforeEdit + done * (1 - kRemuxingBeforeEdit));
				  })
			   : std::unexpected(info.error());
	derived_.discard(*whole);
	return edited;
}

Expected<std::filesystem::path> Making::edit(const ClipInfo &info, const EncoderSettings &encoder,
					     const Progress &progress)
{
	const auto facts = inspect(info, stop_);
	if (!facts)
		return std::unexpected(facts.error());
	const int64_t size_bytes = whatItTakes(*facts, plan_, encoder).size_bytes;
	return makeInSomePlace(size_bytes, ".mp4", [&](const std::filesystem::path &target) -> Expected<void> {
		auto edited = makeEdit(info.file, plan_, encoder, target, progress, stop_);
		if (!edited)
			return std::unexpected(std::move(edited.error()));
		edited_ = std::move(*edited);
		return {};
	});
}

} // namespace DirectPost::Media
