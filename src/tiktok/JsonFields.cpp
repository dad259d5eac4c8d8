#include "JsonFields.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace DirectPost::TikTok {

namespace {

using nlohmann::json;

const json &emptyObject()
{
	static const json object = json::object();
	return object;
}

bool isInt64(const json &value)
{
	if (value.is_number_unsigned()) // how the parser stores every non-negative integer
		return value.get<uint64_t>() <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
	return value.is_number_integer();
}

std::optional<int64_t> numberIn(const json &value)
{
	if (isInt64(value))
		return value.get<int64_t>();
	if (!value.is_string())
		return std::nullopt;
	const auto &digits = value.get_ref<const std::string &>();
	int64_t number = 0;
	const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
	const bool isNumber = failure == std::errc() && end == digits.data() + digits.size();
	return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

JsonFields::JsonFields(const json &object) : object_(object.is_object() ? object : emptyObject())
{
	require(object.is_object(), "not an object");
}

void JsonFields::require(bool isFulfilled, const std::string &rule)
{
	if (!isFulfilled && !wrong_)
		wrong_ = rule;
}

const json *JsonFields::find(const char *name) const
{
	const auto member = object_.find(name);
	return member == object_.end() || member->is_null() ? nullptr : &*member;
}

const json *JsonFields::findRequired(const char *name)
{
	const json *value = find(name);
	require(value, std::string(name) + " is missing");
	return value;
}

std::string JsonFields::text(const char *name)
{
	return findRequired(name) ? textOr(name, {}) : std::string();
}

std::string JsonFields::textOr(const char *name, std::string absent)
{
	const json *value = find(name);
	if (!value)
		return absent;
	require(value->is_string(), std::string(name) + " is not a string");
	return value->is_string() ? value->get<std::string>() : absent;
}

bool JsonFields::flagOr(const char *name, bool absent)
{
	const json *value = find(name);
	if (!value)
		return absent;
	require(value->is_boolean(), std::string(name) + " is not a boolean");
	return value->is_boolean() ? value->get<bool>() : absent;
}

int64_t JsonFields::number(const char *name)
{
	const json *value = findRequired(name);
	require(!value || isInt64(*value), std::string(name) + " is not a 64-bit integer");
	return value && isInt64(*value) ? value->get<int64_t>() : 0;
}

std::vector<std::string> JsonFields::texts(const char *name)
{
	const json *value = findRequired(name);
	const bool areStrings = value && value->is_array() &&
				std::ranges::all_of(*value, [](const json &item) { return item.is_string(); });
	require(!value || areStrings, std::string(name) + " is not a list of strings");
	return areStrings ? value->get<std::vector<std::string>>() : std::vector<std::string>();
}

const json &JsonFields::object(const char *name)
{
	const json *value = findRequired(name);
	require(!value || value->is_object(), std::string(name) + " is not an object");
	return value && value->is_object() ? *value : emptyObject();
}

std::optional<int64_t> JsonFields::numberIfAny(const char *name) const
{
	const json *value = find(name);
	return value ? numberIn(*value) : std::nullopt;
}

std::vector<int64_t> JsonFields::idsIfAny(const char *name) const
{
	std::vector<int64_t> ids;
	const auto add = [&ids](const json &value) {
		if (const auto id = numberIn(value); id && *id > 0 && !std::ranges::contains(ids, *id))
			ids.push_back(*id);
	};
	const json *value = find(name);
	if (value && value->is_array())
		std::ranges::for_each(*value, add);
	else if (value)
		add(*value);
	return ids;
}

std::string JsonFields::textIfAny(const char *name) const
{
	const json *value = find(name);
	if (!value)
		return {};
	return value->is_string()           ? value->get<std::string>()
	       : value->is_number_integer() ? value->dump()
					    : std::string();
}

} // namespace DirectPost::TikTok
