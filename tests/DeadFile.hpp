#pragma once

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

namespace DirectPost {

// A file as on a disk that does not answer: whoever opens it waits until this object is gone, or for 45 s. (A lease,
// which the system asks back before anybody else may open the file.) Nobody has it open when this begins.
class DeadFile {
public:
	explicit DeadFile(const std::filesystem::path &file)
	{
		std::signal(SIGIO, SIG_IGN); // which says that somebody waits
		descriptor_ = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
		EXPECT_EQ(fcntl(descriptor_, F_SETLEASE, F_WRLCK), 0);
	}
	~DeadFile() { ::close(descriptor_); }
	DeadFile(const DeadFile &) = delete;
	DeadFile &operator=(const DeadFile &) = delete;

private:
	int descriptor_ = -1;
};

} // namespace DirectPost
