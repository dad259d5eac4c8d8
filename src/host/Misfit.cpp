#include <host/Misfit.hpp>

#include <media/Ffmpeg.hpp>

#include <obs.h>

#include <QLibraryInfo>

namespace DirectPost::Host {

namespace {

QVersionNumber majorAndMinor(uint32_t obsVersion)
{
	return {static_cast<int>(obsVersion >> 24), static_cast<int>(obsVersion >> 16 & 0xFF)};
}

QString rangeText(const QVersionNumber &oldest, const QVersionNumber &newest)
{
	return oldest.toString() + (newest.isNull() ? QStringLiteral("+") : u'–' + newest.toString());
}

} // namespace

Versions Versions::built()
{
	return {.obs = majorAndMinor(LIBOBS_API_VER),
		.qt = {QT_VERSION_MAJOR, QT_VERSION_MINOR},
		.libavformat = Media::builtForLibavformat()};
}

Versions Versions::running()
{
	const QVersionNumber qt = QLibraryInfo::version();
	return {.obs = majorAndMinor(obs_get_version()),
		.qt = {qt.majorVersion(), qt.minorVersion()},
		.libavformat = Media::runningLibavformat()};
}

std::optional<Misfit> misfit(const Versions &built, const QVersionNumber &newestObs, const Versions &running)
{
	if (running.obs < built.obs || (!newestObs.isNull() && running.obs > newestObs))
		return Misfit{.needed = "OBS " + rangeText(built.obs, newestObs),
			      .found = "OBS " + running.obs.toString()};
	if (running.qt < built.qt || running.qt.majorVersion() != built.qt.majorVersion())
		return Misfit{.needed = "Qt " + rangeText(built.qt, {}), .found = "Qt " + running.qt.toString()};
	if (running.libavformat != built.libavformat)
		return Misfit{.needed = "libavformat " + QString::number(built.libavformat),
			      .found = "libavformat " + QString::number(running.libavformat)};
	return std::nullopt;
}

std::optional<Misfit> misfit()
{
	return misfit(Versions::built(), QVersionNumber::fromString(QLatin1StringView(DIRECT_POST_NEWEST_OBS)),
		      Versions::running());
}

} // namespace DirectPost::Host
