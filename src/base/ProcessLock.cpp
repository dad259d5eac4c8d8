#include <base/ProcessLock.hpp>

#include <base/PathText.hpp>

#include <QLockFile>

namespace DirectPost {

namespace {

// A file this old that nobody has open is left over, whatever process id it names. Younger ones may be just being made.
constexpr int kSettled_ms = 2000;

} // namespace

ProcessLock::ProcessLock(const std::filesystem::path &file) : lock_(std::make_unique<QLockFile>(pathText(file)))
{
	lock_->setStaleLockTime(kSettled_ms);
}

ProcessLock::~ProcessLock() = default;

ProcessLock::Outcome ProcessLock::tryLock()
{
	if (lock_->isLocked() || lock_->tryLock(0))
		return Outcome::Taken;
	return lock_->error() == QLockFile::LockFailedError ? Outcome::HeldByAnother : Outcome::Impossible;
}

void ProcessLock::unlock()
{
	lock_->unlock();
}

} // namespace DirectPost
