#include <base/ProcessLock.hpp>

#include <base/PathText.hpp>

#include <QFileInfo>
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
	// One that was left over cannot be taken away from a folder that is read-only by now.
	const bool isWritable = QFileInfo(QFileInfo(lock_->fileName()).path()).isWritable();
	const bool isHeld = isWritable && lock_->error() == QLockFile::LockFailedError;
	return isHeld ? Outcome::HeldByAnother : Outcome::Impossible;
}

void ProcessLock::unlock()
{
	lock_->unlock();
}

} // namespace DirectPost
