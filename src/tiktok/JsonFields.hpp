#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace DirectPost::TikTok {

// Reads the members of a JSON object strictly: a member of another type than documented is remembered as what is wrong,
// and null counts as absent. The json passed in must outlive this.
class JsonFields {
public:
	explicit JsonFields(const nlohmann::json &object);

	std::string text(const char *name); // required
	std::string textOr(const char *name, std::string absent);
	bool flagOr(const char *name, bool absent);
	int64_t number(const char *name); // required
	std::optional<int64_t> optionalNumber(const char *name);
	std::vector<std::string> texts(const char *name); // required
	std::optional<std::vector<int64_t>> optionalNumbers(const char *name);
	const nlohmann::json &object(const char *name); // required; an empty object when wrong

	void require(bool isFulfilled, const std::string &rule);
	const std::optional<std::string> &wrong() const { return wrong_; }

private:
	const nlohmann::json *find(const char *name) const;
	const nlohmann::json *findRequired(const char *name);

	const nlohmann::json &object_;
	std::optional<std::string> wrong_;
};

} // namespace DirectPost::TikTok
