#include "QueueLock.hpp"
#include "Samples.hpp"

#include <QCoreApplication>
#include <QSysInfo>

#include <gtest/gtest.h>

#include <fstream>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

TEST(QueueLock, LetsOnlyOneDrive)
{
	const Folder folder;
	QueueLock first(folder.path() / "lock");
	QueueLock second(folder.path() / "lock");
	EXPECT_TRUE(first.tryLock());
	EXPECT_TRUE(first.tryLock()) << "asked every second";
	EXPECT_FALSE(second.tryLock());
	first.unlock();
	EXPECT_TRUE(second.tryLock());
}

TEST(QueueLock, IsNotTakenFromALivingDriverHoweverOldItsFileIs)
{
	const Folder folder;
	QueueLock first(folder.path() / "lock");
	ASSERT_TRUE(first.tryLock());
	std::filesystem::last_write_time(folder.path() / "lock", std::filesystem::file_time_type::clock::now() - 1h);
	EXPECT_FALSE(QueueLock(folder.path() / "lock").tryLock());
}

// In a fresh PID namespace the dead driver had the very number that this process has now.
TEST(QueueLock, IsTakenFromADeadDriverThatHadOurProcessId)
{
	const Folder folder;
	{
		std::ofstream file(folder.path() / "lock");
		file << QCoreApplication::applicationPid() << "\n"
		     << QCoreApplication::applicationName().toStdString() << "\n"
		     << QSysInfo::machineHostName().toStdString() << "\n";
	}
	std::filesystem::last_write_time(folder.path() / "lock", std::filesystem::file_time_type::clock::now() - 5s);
	EXPECT_TRUE(QueueLock(folder.path() / "lock").tryLock());
}

} // namespace
} // namespace DirectPost::Publish
