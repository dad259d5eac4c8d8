#include "Benches.hpp"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <cstring>
#include <exception>

extern "C" {
#include <libavutil/log.h>
}

using namespace DirectPost::Bench;

namespace {

bool benchAll(const std::filesystem::path &folder, const char *self)
{
	std::printf("%-58s %9s %9s %4s %6s\n", "medians | beside", "ours", "theirs", "", "ratio");
	bool isGood = benchFirstByte(folder);
	isGood &= benchPostMemory(folder, self);
	isGood &= benchRemux(folder);
	isGood &= benchEdit(folder);
	isGood &= benchSend(folder, self);
	isGood &= benchSendMemory(folder, self);
	return isGood;
}

} // namespace

int main(int count, char **arguments)
try {
	const std::span<char *const> all(arguments, static_cast<size_t>(count));
	if (count == 6 && std::strcmp(arguments[1], "--send") == 0)
		return sendAlone(all.subspan(2));
	const QCoreApplication application(count, arguments);
	if (count == 9 && std::strcmp(arguments[1], "--post") == 0)
		return postAlone(all.subspan(2));

	av_log_set_level(AV_LOG_ERROR); // what encoders say about themselves is not for the table
	const QTemporaryDir scratch(QCoreApplication::applicationDirPath() + "/bench-XXXXXX");
	return benchAll(scratch.path().toStdString(), arguments[0]) ? 0 : 1;
} catch (const std::exception &problem) {
	std::fprintf(stderr, "the bench could not run: %s\n", problem.what());
	return 2;
}
