#pragma once

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <utility>

namespace DirectPost::Publish {

// The library itself would cut fractions and wrap what is too large.
template <class Integer> Integer integerFrom(const nlohmann::json &json, const char *key)
{
	const nlohmann::json &value = json.at(key);
	const bool isInRange = value.is_number_unsigned()
				       ? std::in_range<Integer>(value.get<uint64_t>())
				       : value.is_number_integer() && std::in_range<Integer>(value.get<int64_t>());
	if (!isInRange)
		throw std::runtime_error(std::string(key) + " is not an integer in range");
	return value.get<Integer>();
}

} // namespace DirectPost::Publish
