#include "FingerprintReader.hpp"

#include "PieceDigest.hpp"

#include <base/FileError.hpp>
#include <base/Priority.hpp>

#include <QFile>

#include <algorithm>
#include <condition_variable>
#include <list>
#include <stop_token>
#include <thread>
#include <vector>

namespace DirectPost::Publish {

namespace {

Error changed(const std::filesystem::path &file, const char *how)
{
	return fileError(ErrorKind::ClipUnfit, "file_changed", file, how);
}

// Its bytes one after the other.
class OpenFile {
public:
	explicit OpenFile(const std::filesystem::path &file) : path_(file), file_(file) {}

	Expected<void> open()
	{
		const bool isOpen = file_.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
		return isOpen ? Expected<void>() : std::unexpected(unreadable());
	}
	Expected<void> seek(int64_t offset)
	{
		return file_.seek(offset) ? Expected<void>() : std::unexpected(unreadable());
	}
	Expected<void> read(std::string &into, int64_t count)
	{
		into.resize(static_cast<size_t>(count));
		int64_t got = 0;
		while (got < count) {
			const int64_t more = file_.read(into.data() + got, count - got);
			if (more < 0)
				return std::unexpected(unreadable());
			if (more == 0)
				return std::unexpected(changed(path_, "it is shorter than it was"));
			got += more;
		}
		return {};
	}

private:
	Error unreadable() const
	{
		return fileError(ErrorKind::ClipBusy, "file_unreadable", path_, file_.errorString().toStdString());
	}

	const std::filesystem::path path_;
	QFile file_;
};

// What only the ends of a file tell where its times or its number are others than before.
bool isStill(const FileIdentity &found, const FileIdentity &expected)
{
	return expected.edgesSha256.empty() ? found.looksLike(expected) : found.isSameContent(expected);
}

// One file that is being read.
class Reading {
public:
	explicit Reading(FingerprintReader::Order order) : order_(std::move(order)), file_(order_.file) {}

	// Reads a piece. True: it was the last one, or nobody wants to know it any more.
	Expected<bool> step()
	{
		const auto fingerprint = order_.fingerprint.lock();
		if (!fingerprint)
			return true;
		if (!before_) {
			if (auto begun = begin(); !begun)
				return std::unexpected(begun.error());
		}
		const auto [begin, end] = fingerprint->range(piece_);
		if (auto read = file_.read(bytes_, end - begin); !read)
			return std::unexpected(read.error());
		digest_.add(bytes_.data(), bytes_.size());
		const bool isLast = piece_ == fingerprint->count() - 1;
		// It is told only when no other version can have come in between.
		if (auto same = isLast ? checkStillSame() : Expected<void>(); !same)
			return std::unexpected(same.error());
		if (!fingerprint->learn(piece_++, digest_.finish()))
			return std::unexpected(changed(order_.file, "its bytes are not what they were"));
		return isLast;
	}
	void end(std::optional<Error> trouble)
	{
		if (const auto fingerprint = order_.fingerprint.lock())
			fingerprint->end(std::move(trouble));
		order_.done();
	}
	const std::filesystem::path &file() const { return order_.file; }
	bool isWaitedFor() const
	{
		const auto fingerprint = order_.fingerprint.lock();
		return fingerprint && fingerprint->isWaitedFor();
	}

private:
	Expected<void> begin()
	{
		const auto found = identify(order_.file);
		if (!found)
			return std::unexpected(found.error());
		if (!isStill(*found, order_.identity))
			return std::unexpected(changed(order_.file, "it is not what it was when it was checked"));
		before_ = *found;
		return file_.open();
	}
	Expected<void> checkStillSame() const
	{
		const auto after = identifyQuickly(order_.file);
		if (!after)
			return std::unexpected(after.error());
		if (!after->looksLike(*before_))
			return std::unexpected(changed(order_.file, "something happened to it while it was read"));
		return {};
	}

	FingerprintReader::Order order_;
	OpenFile file_;
	std::optional<FileIdentity> before_;
	int64_t piece_ = 0;
	PieceDigest digest_;
	std::string bytes_;
};

Expected<bool> step(Reading &reading)
try {
	return reading.step();
} catch (const std::exception &exception) {
	return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", reading.file(), exception.what()));
}

} // namespace

class FingerprintReader::Disk {
public:
	Disk() : thread_([this](const std::stop_token &stop) { run(stop); }) {}

	void read(Order order)
	{
		{
			const std::scoped_lock lock(mutex_);
			orders_.push_back(std::move(order));
		}
		isOrdered_.notify_one();
	}
	void stopSoon() { thread_.request_stop(); }

private:
	void run(const std::stop_token &stop);

	std::mutex mutex_; // guards the following
	std::condition_variable_any isOrdered_;
	std::vector<Order> orders_;
	std::jthread thread_; // last: it uses the others
};

FingerprintReader::FingerprintReader() = default;

FingerprintReader::~FingerprintReader()
{
	for (const auto &[name, disk] : disks_)
		disk->stopSoon();
}

void FingerprintReader::read(Order order)
{
	const std::scoped_lock lock(mutex_);
	std::unique_ptr<Disk> &disk = disks_[order.identity.diskId()];
	if (!disk)
		disk = std::make_unique<Disk>();
	disk->read(std::move(order));
}

void FingerprintReader::Disk::run(const std::stop_token &stop)
{
	yieldToOthers();
	std::list<Reading> readings;
	while (!stop.stop_requested()) {
		{
			std::unique_lock lock(mutex_);
			if (readings.empty())
				isOrdered_.wait(lock, stop, [this] { return !orders_.empty(); });
			for (Order &order : orders_)
				readings.emplace_back(std::move(order));
			orders_.clear();
		}
		if (readings.empty())
			continue;
		const auto waitedFor = std::ranges::find_if(readings, &Reading::isWaitedFor);
		const auto next = waitedFor == readings.end() ? readings.begin() : waitedFor;
		const Expected<bool> isAtEnd = step(*next);
		if (isAtEnd && !*isAtEnd) {
			readings.splice(readings.end(), readings, next);
			continue;
		}
		next->end(isAtEnd ? std::nullopt : std::optional(isAtEnd.error()));
		readings.erase(next);
	}
}

Expected<std::string> readPart(const std::filesystem::path &path, int64_t begin, int64_t end)
{
	std::string bytes;
	OpenFile file(path);
	return file.open()
		.and_then([&] { return file.seek(begin); })
		.and_then([&] { return file.read(bytes, end - begin); })
		.transform([&] { return std::move(bytes); });
}

} // namespace DirectPost::Publish
