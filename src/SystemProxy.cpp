#include "SystemProxy.hpp"

#include <QNetworkProxyFactory>
#include <QUrl>

namespace DirectPost {

namespace {

TikTok::Proxy inCurlsWords(const QNetworkProxy &proxy)
{
	const bool isHttp = proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
	if (!isHttp && proxy.type() != QNetworkProxy::Socks5Proxy)
		return {};
	QUrl url;
	url.setScheme(isHttp ? QStringLiteral("http") : QStringLiteral("socks5h")); // the proxy resolves names
	url.setHost(proxy.hostName());
	url.setPort(proxy.port());
	return {.address = url.toString(QUrl::FullyEncoded).toStdString(),
		.user = Secret(proxy.user().toStdString()),
		.password = Secret(proxy.password().toStdString())};
}

} // namespace

std::vector<TikTok::Proxy> systemProxiesOf(const std::string &origin)
{
	const QNetworkProxyQuery query(QUrl(QString::fromStdString(origin)));
	std::vector<TikTok::Proxy> proxies;
	for (const QNetworkProxy &proxy : QNetworkProxyFactory::systemProxyForQuery(query))
		proxies.push_back(inCurlsWords(proxy));
	return proxies;
}

} // namespace DirectPost
