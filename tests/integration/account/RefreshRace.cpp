#include "RefreshRace.hpp"

#include "Obs.hpp"

#include <cstdio>

namespace DirectPost::Account {

namespace {

constexpr auto kSwitch = "--race";

// Refuses the token it has, then asks for another. Empty: it got one.
std::string renew(Obs &obs)
{
	std::atomic<bool> isDone = false;
	std::string trouble;
	const auto finish = [&](const Expected<Bearer> &bearer) {
		trouble = bearer ? "" : bearer.error().code;
		isDone = true;
	};
	obs.loop.post([&] {
		obs.keeper.bearer([&, finish](Expected<Bearer> first) {
			if (!first)
				return finish(first);
			obs.keeper.refused(*first);
			obs.keeper.bearer(finish);
		});
	});
	eventually([&] { return isDone.load(); }, 60'000);
	return isDone ? trouble : "no answer";
}

} // namespace

QStringList Racer::arguments() const
{
	return {QString::fromLatin1(kSwitch), QString::fromStdString(folder), QString::fromStdString(baseUrl),
		QString::fromStdString(caFile), QString::number(rounds)};
}

std::optional<Racer> racerFrom(const QStringList &arguments)
{
	if (arguments.size() != 6 || arguments[1] != QLatin1StringView(kSwitch))
		return std::nullopt;
	return Racer{arguments[2].toStdString(), arguments[3].toStdString(), arguments[4].toStdString(),
		     arguments[5].toInt()};
}

int Racer::run() const
{
	Obs one(folder, baseUrl, caFile, {"sbsandboxclientkey", Secret("sandbox-client-secret")});
	if (!one.reaches(ConnectionState::Connected))
		return 2;
	for (int round = 0; round < rounds; round++) {
		const std::string trouble = renew(one);
		if (!trouble.empty()) {
			std::fprintf(stderr, "round %d: %s\n%s", round, trouble.c_str(), one.lines().c_str());
			return 1;
		}
	}
	return 0;
}

} // namespace DirectPost::Account
