#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <QString>

#include <utility>

namespace DirectPost {

Error fileError(ErrorKind kind, std::string code, const std::filesystem::path &file, const std::string &detail)
{
	const std::string name = utf8(file.filename());
	return {.kind = kind, .code = std::move(code), .detail = name + ": " + detail, .values = {{"file", name}}};
}

Error fileError(ErrorKind kind, std::string code, const std::filesystem::path &file, std::error_code failure)
{
	return fileError(kind, std::move(code), file, systemText(failure));
}

Error fileErrorWithPath(ErrorKind kind, std::string code, const std::filesystem::path &file, const std::string &detail)
{
	Error error = fileError(kind, std::move(code), file, detail);
	error.values = {{"file", utf8(file)}};
	return error;
}

std::string systemText(std::error_code failure)
{
	const bool isOfSystem = failure.category() == std::system_category();
	return isOfSystem ? qt_error_string(failure.value()).trimmed().toStdString() : failure.message();
}

} // namespace DirectPost
