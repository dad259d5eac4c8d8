#include "SystemProxy.hpp"

#include <QNetworkProxyFactory>
#include <QUrl>

namespace DirectPost {

namespace {

std::string inCurlsWords(const QNetworkProxy &proxy)
{
	const bool isHttp = proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
	if (!isHttp && proxy.type() != QNetworkProxy::Socks5Proxy)
		return {};
	QUrl url;
	url.setScheme(isHttp ? QStringLiteral("http") : QStringLiteral("socks5h")); // the proxy resolves names
	url.setHost(proxy.hostName());
	url.setPort(proxy.port());
	return url.toString(QUrl::FullyEncoded).toStdString();
}

} // namespace

std::string systemProxyOf(const std::string &origin)
{
	const QNetworkProxyQuery query(QUrl(QString::fromStdString(origin)));
	const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(query);
	return proxies.isEmpty() ? std::string() : inCurlsWords(proxies.front()); // the first is the preferred one
}

} // namespace DirectPost
