#include "MediaError.hpp"
#include <base/Utf8Path.hpp>

#include <array>
#include <string_view>

namespace DirectPost::Media {

namespace {

struct Kind {
	std::string_view code;
	Advice advice;
	Retry retry;
};

constexpr std::array kKinds = {
	Kind{"cancelled", Advice::None, Retry::Later},
	Kind{"file_unreadable", Advice::Retry, Retry::Later},
	Kind{"disk_full", Advice::Retry, Retry::Later},
	Kind{"folder_not_writable", Advice::FixSettings, Retry::Later},
	Kind{"clip_changed", Advice::Retry, Retry::Later},
	Kind{"media_internal", Advice::Report, Retry::Later},
};

} // namespace

Error fileError(const std::string &code, const std::filesystem::path &file, const std::string &detail)
{
	Error error;
	error.code = code;
	error.advice = Advice::ChangeClip;
	for (const Kind &kind : kKinds) {
		if (kind.code == code) {
			error.advice = kind.advice;
			error.retry = kind.retry;
		}
	}
	const std::string name = utf8(file.filename());
	error.detail = name + ": " + detail;
	error.values = {{"file", name}};
	return error;
}

} // namespace DirectPost::Media
