#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <utility>

namespace DirectPost {

Error fileError(ErrorKind kind, std::string code, const std::filesystem::path &file, const std::string &detail)
{
	const std::string name = utf8(file.filename());
	return {.kind = kind, .code = std::move(code), .detail = name + ": " + detail, .values = {{"file", name}}};
}

} // namespace DirectPost
