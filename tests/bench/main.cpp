#include "Benches.hpp"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <cstring>
#include <exception>

using namespace DirectPost::Bench;

int main(int count, char **arguments)
{
	if (count == 6 && std::strcmp(arguments[1], "--send") == 0)
		return sendAlone(arguments[2], arguments[3], arguments[4], arguments[5]);

	const QCoreApplication application(count, arguments);
	const QTemporaryDir scratch(QCoreApplication::applicationDirPath() + "/bench-XXXXXX");
	const std::filesystem::path folder = scratch.path().toStdString();
	std::printf("%-58s %9s %9s %4s %6s\n", "medians | beside", "ours", "theirs", "", "ratio");
	try {
		bool isGood = benchFirstByte(folder);
		isGood &= benchRemux(folder);
		isGood &= benchSend(folder, arguments[0]);
		return isGood ? 0 : 1;
	} catch (const std::exception &problem) {
		std::fprintf(stderr, "the bench could not run: %s\n", problem.what());
		return 2;
	}
}
