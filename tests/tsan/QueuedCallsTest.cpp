// Values go from one thread to another by queued calls. With "beside" or "within" as the argument, there is a race:
// between the threads' own work, or between the one thread's work and the calls. ThreadSanitizer has to find these, and
// no other.
#include <QCoreApplication>

#include <string>
#include <thread>
#include <vector>

namespace {

constexpr size_t kCalls = 2000;

int unguarded = 0;

} // namespace

int main(int argc, char **argv)
{
	const QCoreApplication application(argc, argv);
	const std::string race = argc > 1 ? argv[1] : "";
	QObject receiver;
	std::vector<std::vector<std::string>> kept;
	size_t read = 0;

	const std::jthread sender([&] {
		for (size_t i = 0; i < kCalls; i++) {
			std::vector<std::string> values(5, std::string(50, 'x'));
			if (!race.empty())
				unguarded++;
			QMetaObject::invokeMethod(
				&receiver,
				[&, values = std::move(values)]() mutable {
					if (race == "within")
						unguarded++;
					kept.push_back(std::move(values));
				},
				Qt::QueuedConnection);
		}
	});
	while (kept.size() < kCalls) {
		if (race == "beside")
			unguarded++;
		QCoreApplication::processEvents();
		if (!kept.empty())
			read += kept.back().front().size() + kept.front().back().size();
	}
	return read > 0 ? 0 : 1;
}
