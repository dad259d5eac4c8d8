#include <QCoreApplication>

#include <gtest/gtest.h>

int main(int argc, char **argv)
{
	testing::InitGoogleTest(&argc, argv);
	QCoreApplication application(argc, argv);
	return RUN_ALL_TESTS();
}
