#include <base/ProcessLock.hpp>

#include <QCoreApplication>
#include <QSysInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <fstream>

namespace DirectPost {
namespace {

using namespace std::chrono_literals;
using enum ProcessLock::Outcome;

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
	EXPECT_EQ(first.tryLock(), Taken);
	EXPECT_EQ(first.tryLock(), Taken) << "asked every second";
	EXPECT_EQ(second.tryLock(), HeldByAnother);
	first.unlock();
	EXPECT_EQ(second.tryLock(), Taken);
}

TEST_F(TheLock, IsNotTakenFromALivingProcessHoweverOldItsFileIs)
{
	ProcessLock first(file());
	ASSERT_EQ(first.tryLock(), Taken);
	std::filesystem::last_write_time(file(), std::filesystem::file_time_type::clock::now() - 1h);
	EXPECT_EQ(ProcessLock(file()).tryLock(), HeldByAnother);
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
	EXPECT_EQ(ProcessLock(file()).tryLock(), Taken);
}

TEST_F(TheLock, IsHeldByNobodyWhereItsFileCannotBeMade)
{
	EXPECT_EQ(ProcessLock(file() / "of a folder that is not there").tryLock(), Impossible);
}

TEST_F(TheLock, BearsAFolderWhoseNameIsNoText)
{
	EXPECT_NO_THROW(ProcessLock(file().parent_path() / "\xff" / "lock").tryLock());
}

} // namespace
} // namespace DirectPost
