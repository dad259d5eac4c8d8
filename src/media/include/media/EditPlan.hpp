#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace DirectPost::Media {

// What is made of a source: a value. The plain plan is the whole clip as it was recorded, and the only one that
// Preparation carries out today.
struct EditPlan {
	// The part that is kept, in the source's own timeline; nothing: from its beginning, to its end.
	std::optional<int64_t> start_ms;
	std::optional<int64_t> end_ms;

	bool isPlain() const { return *this == EditPlan(); }
	// A short ASCII text, the same for the same plan in every run; empty for the plain plan.
	std::string key() const;

	bool operator==(const EditPlan &) const = default;
};

} // namespace DirectPost::Media
