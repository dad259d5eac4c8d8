#include "JsonFields.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace DirectPost::TikTok {

namespace {

using nlohmann::json;

const json &emptyObject()
{
	static const json object = json::object();
	return object;
}

std::optional<int64_t> integerIn(const json &value)
{
	if (value.is_number_unsigned()) // how the parser stores every non-negative integer
		return std::in_range<int64_t>(value.get<uint64_t>()) ? std::optional(value.get<int64_t>())
								     : std::nullopt;
	return value.is_number_integer() ? std::optional(value.get<int64_t>()) : std::nullopt;
}

std::optional<int64_t> numberIn(const json &value)
{
	if (!value.is_string())
		return integerIn(value);
	const auto &digits = value.get_ref<const std::string &>();
	int64_t number = 0;
	const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
	const bool isNumber = failure == std::errc() && end == digits.data() + digits.size();
	return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<bool> flagIn(const json &value)
{
	if (value.is_boolean())
		return value.get<bool>();
	if (value == "true" || value == "false")
		return value == "true";
	const auto number = numberIn(value);
	return number == 0 || number == 1 ? std::optional(number == 1) : std::nullopt;
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
	const json *value = findRequired(name);
	require(!value || value->is_string(), std::string(name) + " is not a string");
	return value && value->is_string() ? value->get<std::string>() : std::string();
}

int64_t JsonFields::number(const char *name)
{
	const json *value = findRequired(name);
	const auto number = value ? numberIn(*value) : std::nullopt;
	require(!value || number, std::string(name) + " is not a 64-bit integer");
	return number.value_or(0);
}

std::vector<std::string> JsonFields::texts(const char *name)
{
	const json *value = findRequired(name);
	require(!value || value->is_array(), std::string(name) + " is not a list");
	std::vector<std::string> texts;
	if (!value || !value->is_array())
		return texts;
	for (const json &item : *value) {
		if (item.is_string())
			texts.push_back(item.get<std::string>());
	}
	return texts;
}

const json &JsonFields::object(const char *name)
{
	const json *value = findRequired(name);
	require(!value || value->is_object(), std::string(name) + " is not an object");
	return value && value->is_object() ? *value : emptyObject();
}

std::optional<bool> JsonFields::flagIfAny(const char *name) const
{
	const json *value = find(name);
	return value ? flagIn(*value) : std::nullopt;
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
