#include <base/ProcessLock.hpp>

#include <QCoreApplication>
#include <QSysInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <fstream>

namespace DirectPost {
namespace {

using namespace std::chrono_literals;

class TheLock : public testing::Test {
protected:
	std::filesystem::path file() const { return std::filesystem::path(folder_.path().toStdU16String()) / "lock"; }

private:
	QTemporaryDir folder_;
};

TEST_F(TheLock, IsHeldByOne)
{
	ProcessLock first(file());
	ProcessLock second(file());
	EXPECT_TRUE(first.tryLock());
	EXPECT_TRUE(first.tryLock()) << "asked every second";
	EXPECT_FALSE(second.tryLock());
	first.unlock();
	EXPECT_TRUE(second.tryLock());
}

TEST_F(TheLock, IsNotTakenFromALivingProcessHoweverOldItsFileIs)
{
	ProcessLock first(file());
	ASSERT_TRUE(first.tryLock());
	std::filesystem::last_write_time(file(), std::filesystem::file_time_type::clock::now() - 1h);
	EXPECT_FALSE(ProcessLock(file()).tryLock());
}

// In a fresh PID namespace the dead process had the very number that this process has now.
TEST_F(TheLock, IsTakenFromADeadProcessThatHadOurProcessId)
{
	{
		std::ofstream stream(file());
		stream << QCoreApplication::applicationPid() << "\n"
		       << QCoreApplication::applicationName().toStdString() << "\n"
		       << QSysInfo::machineHostName().toStdString() << "\n";
	}
	std::filesystem::last_write_time(file(), std::filesystem::file_time_type::clock::now() - 5s);
	EXPECT_TRUE(ProcessLock(file()).tryLock());
}

} // namespace
} // namespace DirectPost
