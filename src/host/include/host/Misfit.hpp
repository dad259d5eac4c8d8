#pragma once

#include <QString>
#include <QVersionNumber>

#include <optional>

namespace DirectPost::Host {

// The libraries of others that a module shares with OBS.
struct Versions {
	QVersionNumber obs; // major and minor: what OBS itself compares
	QVersionNumber qt;  // major and minor
	int libavformat;    // major

	static Versions built(); // with their headers
	static Versions running();
};

// Why the module does not fit the OBS that loads it: names and numbers only, for the log and for the user.
struct Misfit {
	QString needed; // "OBS 31.1–32.1"
	QString found;  // "OBS 32.2"
};

// A module fits the OBS it was built with and newer ones up to `newestObs`, where there is such a limit; the same
// FFmpeg; and its own Qt or a newer one of the same major version.
std::optional<Misfit> misfit(const Versions &built, const QVersionNumber &newestObs, const Versions &running);

// Of this build, here and now.
std::optional<Misfit> misfit();

} // namespace DirectPost::Host
