#include "RefreshRace.hpp"

#include <gtest/gtest.h>

#include <QCoreApplication>

int main(int argc, char **argv)
{
	const QCoreApplication application(argc, argv);
	if (const auto racer = DirectPost::Account::racerFrom(QCoreApplication::arguments()))
		return racer->run();
	::testing::InitGoogleTest(&argc, argv);
	return RUN_ALL_TESTS();
}
