#include "HeardReads.hpp"

#ifdef __linux__

#include <cerrno>
#include <string>
#include <utility>

#include <dlfcn.h>
#include <unistd.h>

namespace DirectPost::Media::Fixtures {

namespace {

std::atomic<HeardReads *> hearing = nullptr; // the C library's function below can be told in no other way

} // namespace

HeardReads::HeardReads(std::filesystem::path folder, Heard heard) : folder_(std::move(folder)), heard_(std::move(heard))
{
	hearing = this;
}

HeardReads::~HeardReads()
{
	hearing = nullptr;
}

bool HeardReads::fails(int descriptor)
{
	std::error_code ignored;
	const auto file = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), ignored);
	return file.parent_path() == folder_ && heard_(count_++);
}

} // namespace DirectPost::Media::Fixtures

// FFmpeg and Qt find this one before the C library's.
extern "C" __attribute__((visibility("default"))) ssize_t read(int descriptor, void *buffer, size_t count)
{
	using Read = ssize_t (*)(int, void *, size_t);
	static const auto systems = reinterpret_cast<Read>(dlsym(RTLD_NEXT, "read"));
	using DirectPost::Media::Fixtures::hearing;
	if (auto *reads = hearing.load(); reads && reads->fails(descriptor)) {
		errno = EIO;
		return -1;
	}
	return systems(descriptor, buffer, count);
}

#endif
