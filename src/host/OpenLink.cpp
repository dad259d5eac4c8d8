#include <host/OpenLink.hpp>

#include <QDesktopServices>
#include <QProcess>
#include <QThreadPool>
#include <QUrl>

namespace DirectPost::Host {

void openLink(const QString &link)
{
#if defined(Q_OS_LINUX)
	// Starting a process from one as large as OBS takes tens of milliseconds: not on the UI thread.
	QThreadPool::globalInstance()->start([link] { QProcess::startDetached(QStringLiteral("xdg-open"), {link}); });
#else
	QDesktopServices::openUrl(QUrl(link));
#endif
}

} // namespace DirectPost::Host
