#include <gtest/gtest.h>

#include <QApplication>
#include <QLocale>
#include <QStandardPaths>

int main(int argc, char **argv)
{
	qputenv("QT_QPA_PLATFORM", "offscreen");
	qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:"); // no keychain of the person who runs the tests
	QStandardPaths::setTestModeEnabled(true);
	QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
	QApplication application(argc, argv);
	QApplication::setStyle(QStringLiteral("Fusion"));
	testing::InitGoogleTest(&argc, argv);
	return RUN_ALL_TESTS();
}
