#include "Making.hpp"

#include <base/FileError.hpp>

namespace DirectPost::Media {

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
		      : prepared.isDerived ? remux()
					   : Expected<std::filesystem::path>(file);
	if (!target)
		return std::unexpected(std::move(target.error()));
	// A recording that is gone by now, moved or deleted, was read to its end first; one that changed was not.
	if (!isUnchanged())
		return changed();
	auto info = prepared.isDerived ? probe(*target, stop_) : Expected<ClipInfo>(source_.info);
	if (!info)
		return std::unexpected(std::move(info.error()));
	auto identity = identify(*target);
	if (!identity)
		return std::unexpected(std::move(identity.error()));
	prepared.file = std::move(*target);
	prepared.info = std::move(*info);
	prepared.identity = std::move(*identity);
	return prepared;
}

bool Making::isUnchanged() const
{
	const auto now = identifyQuickly(source_.info.file);
	return !now || now->looksLike(source_.identity);
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

Expected<std::filesystem::path> Making::remux()
{
	const ClipInfo &info = source_.info;
	const bool isWebM = becomesWebM(info);
	auto target = derived_.reserve(source_.id, info.file, info.size_bytes, isWebM ? ".webm" : ".mp4");
	if (!target)
		return target;
	made_ = *target;
	if (auto copied = (isWebM ? remuxToWebM : remuxToMp4)(info.file, *target, progress_, stop_); !copied)
		return std::unexpected(std::move(copied.error()));
	return target;
}

Expected<std::filesystem::path> Making::edit(const EncoderSettings &encoder)
{
	const std::filesystem::path &file = source_.info.file;
	const auto facts = inspect(file, stop_);
	if (!facts)
		return std::unexpected(facts.error());
	auto target = derived_.reserve(source_.id, file, whatItTakes(*facts, plan_, encoder).size_bytes);
	if (!target)
		return target;
	made_ = *target;
	auto edited = makeEdit(file, plan_, encoder, *target, progress_, stop_);
	if (!edited)
		return std::unexpected(std::move(edited.error()));
	edited_ = std::move(*edited);
	return target;
}

} // namespace DirectPost::Media
