#pragma once

#include <string>
#include <string_view>

namespace DirectPost {

// A token, code, key or upload URL. It prints nowhere by accident: the text comes out only through reveal(), which
// makes every place that uses it easy to find, and the memory is overwritten when it goes.
class Secret {
public:
	Secret() = default;
	explicit Secret(std::string text) : text_(std::move(text)) {}
	Secret(const Secret &) = default;
	Secret(Secret &&) noexcept = default;
	Secret &operator=(const Secret &other);
	Secret &operator=(Secret &&other) noexcept;
	~Secret();

	const std::string &reveal() const { return text_; }
	bool isEmpty() const { return text_.empty(); }

	// Takes the same time wherever the two differ.
	bool equals(std::string_view other) const;

private:
	void wipe();
	std::string text_;
};

} // namespace DirectPost
