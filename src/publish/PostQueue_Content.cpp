#include "PostQueue.hpp"

#include <base/Utf8Path.hpp>

#include <algorithm>

// What the clips' files are, byte for byte: learned from the moment on that a clip is ready to be posted, and not first
// when it is sent.
namespace DirectPost::Publish {

namespace {

constexpr size_t kMostForeseen = 20; // each is 32 bytes for every megabyte of its file

} // namespace

void PostQueue::foresee(const std::filesystem::path &file, const FileIdentity &identity)
{
	std::erase_if(foreseen_, [&file](const Foreseen &one) { return one.file == file; });
	if (foreseen_.size() == kMostForeseen)
		foreseen_.erase(foreseen_.begin());
	foreseen_.push_back({file, identity, std::make_shared<Fingerprint>(identity.size_bytes)});
	learn(foreseen_.back());
}

void PostQueue::learnFingerprints()
{
	std::erase_if(fingerprints_, [this](const auto &entry) {
		const auto row = rows_.find(entry.first);
		return row == rows_.end() || isOver(row->second.stage);
	});
	for (const auto &[id, row] : rows_) {
		const bool isToBeSent = needsUploadFile(row) && !isOver(row.stage) && !fingerprints_.contains(id);
		// Where another OBS drives, this one tells it what was learned here before the clip was posted.
		if (isToBeSent && (isDriver_ || foreseenOf(row)))
			(void)fingerprintOf(row);
	}
}

// One that could not be learned, for its disk was away, is tried again each time that it is asked for.
Expected<std::shared_ptr<Fingerprint>> PostQueue::fingerprintOf(const Job &job)
{
	if (!fingerprints_.contains(job.id)) {
		auto first = firstFingerprintOf(job);
		if (!first)
			return first;
		fingerprints_.emplace(job.id, std::move(*first));
	}
	const VideoRequest &video = *job.video();
	const auto known = fingerprints_.at(job.id);
	learn({video.uploadFile, video.uploadIdentity, known});
	return known;
}

// What an earlier run knew of it, or what was learned when the clip became ready.
Expected<std::shared_ptr<Fingerprint>> PostQueue::firstFingerprintOf(const Job &job)
{
	const auto stored = store_->fingerprint(job.id);
	if (!stored)
		return std::unexpected(stored.error());
	if (auto foreseen = foreseenOf(job); foreseen && stored->empty()) {
		keepFingerprint(job.id, *foreseen);
		return foreseen;
	}
	return std::make_shared<Fingerprint>(job.size_bytes(), *stored);
}

std::shared_ptr<Fingerprint> PostQueue::foreseenOf(const Job &job) const
{
	const VideoRequest &video = *job.video();
	const auto found = std::ranges::find_if(foreseen_, [&video](const Foreseen &one) {
		return one.file == video.uploadFile && one.identity == video.uploadIdentity;
	});
	return found == foreseen_.end() ? nullptr : found->fingerprint;
}

// Where that fails it is tried again before a chunk is sent.
void PostQueue::keepFingerprint(JobId job, const Fingerprint &fingerprint)
{
	if (!fingerprint.isWhole())
		return;
	if (const auto saved = store_->saveFingerprint(job, fingerprint.text()); !saved)
		log_(LogLevel::Error, saved.error().code + ": " + saved.error().detail);
}

void PostQueue::learn(const Foreseen &wanted)
{
	if (wanted.fingerprint->isWhole() || !wanted.fingerprint->begin())
		return;
	const auto heard = [this, file = wanted.file, known = std::weak_ptr(wanted.fingerprint)] {
		if (const auto fingerprint = known.lock())
			learned(file, fingerprint);
	};
	reader_.read({.file = wanted.file,
		      .identity = wanted.identity,
		      .fingerprint = wanted.fingerprint,
		      .done = [&loop = client_.loop(), work = ifOpen(heard)] {
			      loop.post(work);
		      }});
}

void PostQueue::learned(const std::filesystem::path &file, const std::shared_ptr<Fingerprint> &fingerprint)
{
	const std::string name = utf8(file.filename());
	if (const auto trouble = fingerprint->trouble())
		return log_(LogLevel::Warning, name + " was not read: " + trouble->code + ", " + trouble->detail);
	log_(LogLevel::Info, name + " was read, to be sent as it is now");
	for (const auto &[id, known] : fingerprints_) {
		if (known == fingerprint)
			keepFingerprint(id, *known);
	}
}

} // namespace DirectPost::Publish
