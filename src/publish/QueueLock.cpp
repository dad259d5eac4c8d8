#include "QueueLock.hpp"

namespace DirectPost::Publish {

namespace {

// A file this old that nobody has open is left over, whatever process id it names. Younger ones may be just being made.
constexpr int kSettled_ms = 2000;

} // namespace

QueueLock::QueueLock(const std::filesystem::path &file) : lock_(QString::fromStdU16String(file.u16string()))
{
	lock_.setStaleLockTime(kSettled_ms);
}

bool QueueLock::tryLock()
{
	return lock_.isLocked() || lock_.tryLock(0);
}

void QueueLock::unlock()
{
	lock_.unlock();
}

} // namespace DirectPost::Publish
