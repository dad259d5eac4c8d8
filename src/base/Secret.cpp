#include <base/Secret.hpp>

namespace DirectPost {

Secret &Secret::operator=(const Secret &other)
{
	if (this != &other) {
		wipe();
		text_ = other.text_;
	}
	return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
	if (this != &other) {
		wipe();
		text_ = std::move(other.text_);
		other.wipe();
	}
	return *this;
}

Secret::~Secret()
{
	wipe();
}

bool Secret::equals(std::string_view other) const
{
	unsigned difference = text_.size() == other.size() ? 0 : 1;
	for (size_t i = 0; i < text_.size(); i++) {
		const char theirs = other.empty() ? '\0' : other[i % other.size()];
		difference |= static_cast<unsigned char>(text_[i]) ^ static_cast<unsigned char>(theirs);
	}
	return difference == 0;
}

void Secret::wipe()
{
	// volatile: the compiler may not drop writes to memory that is about to be freed.
	volatile char *bytes = text_.data();
	for (size_t i = 0; i < text_.size(); i++)
		bytes[i] = 0;
	text_.clear();
}

} // namespace DirectPost
