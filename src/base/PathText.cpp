#include <base/PathText.hpp>

#include <QFile>

namespace DirectPost {

QString pathText(const std::filesystem::path &path)
{
#ifdef _WIN32
	return QString::fromStdWString(path.wstring());
#else
	return QFile::decodeName(path.c_str());
#endif
}

} // namespace DirectPost
