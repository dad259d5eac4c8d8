#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace DirectPost::TikTok {

// Reads the members of a JSON object: one that says nothing of the documented kind is remembered as what is wrong, and
// null counts as absent. Numbers and flags are read in whatever type they come; what is only told besides, as far as it
// can be. The json passed in must outlive this.
class JsonFields {
public:
	explicit JsonFields(const nlohmann::json &object);

	std::string text(const char *name);               // required
	int64_t number(const char *name);                 // required; may be written as a string
	std::vector<std::string> texts(const char *name); // required; what is no string in it is left out
	const nlohmann::json &object(const char *name);   // required; an empty object when wrong

	// true and false, 1 and 0, or either as a string; anything else counts as absent.
	std::optional<bool> flagIfAny(const char *name) const;
	// A number, or its digits as a string; anything else counts as absent.
	std::optional<int64_t> numberIfAny(const char *name) const;
	// The numbers above 0 among these, in a list or alone.
	std::vector<int64_t> idsIfAny(const char *name) const;
	// A string, or a number as its digits; anything else counts as empty.
	std::string textIfAny(const char *name) const;

	void require(bool isFulfilled, const std::string &rule);
	const std::optional<std::string> &wrong() const { return wrong_; }

private:
	const nlohmann::json *find(const char *name) const;
	const nlohmann::json *findRequired(const char *name);

	const nlohmann::json &object_;
	std::optional<std::string> wrong_;
};

} // namespace DirectPost::TikTok
