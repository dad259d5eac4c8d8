#include "Certificate.hpp"

#include <QProcess>

#include <stdexcept>

namespace DirectPost {

std::filesystem::path makeCertificate(const std::filesystem::path &folder)
{
	const auto name = [&folder](const char *file) {
		return QString::fromStdString((folder / file).string());
	};
	const QStringList arguments = {"req",
				       "-x509",
				       "-newkey",
				       "ec",
				       "-pkeyopt",
				       "ec_paramgen_curve:prime256v1",
				       "-nodes",
				       "-subj",
				       "/CN=photos",
				       "-addext",
				       "subjectAltName=IP:127.0.0.1",
				       "-keyout",
				       name("host.key"),
				       "-out",
				       name("host.pem"),
				       "-batch"};
	if (QProcess::execute(QStringLiteral("openssl"), arguments) != 0)
		throw std::runtime_error("openssl failed");
	return folder / "host.pem";
}

} // namespace DirectPost
