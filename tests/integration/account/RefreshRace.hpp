#pragma once

#include <QStringList>

#include <optional>
#include <string>

namespace DirectPost::Account {

// One of several OBS processes that share an account and all find their token refused at about the same time.
struct Racer {
	std::string folder;
	std::string baseUrl;
	std::string caFile;
	int rounds = 0;

	QStringList arguments() const;
	int run() const; // 0: got a bearer in every round
};

std::optional<Racer> racerFrom(const QStringList &arguments);

} // namespace DirectPost::Account
