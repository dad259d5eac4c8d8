#include "PaceFile.hpp"

#include "JsonFile.hpp"

#include <algorithm>

namespace DirectPost::Compose {

namespace {

using Publish::PaceMode;
using Publish::PaceSettings;

constexpr std::pair<PaceMode, const char *> kNames[] = {{PaceMode::Polite, "polite"},
							{PaceMode::AfterStream, "after_stream"},
							{PaceMode::FullSpeed, "full_speed"},
							{PaceMode::FixedCap, "fixed_cap"},
							{PaceMode::Timetable, "timetable"}};
constexpr int kLastMinute = 24 * 60 - 1;

PaceSettings settingsFrom(const nlohmann::json &json)
{
	PaceSettings settings;
	const std::string mode = json.at("mode").get<std::string>();
	for (const auto &[known, name] : kNames) {
		if (mode == name)
			settings.mode = known;
	}
	settings.cap_bytesPerSecond = std::max<int64_t>(json.at("cap_bytes_per_second").get<int64_t>(), 1);
	settings.freeFrom_min = std::clamp(json.value("free_from_min", settings.freeFrom_min), 0, kLastMinute);
	settings.freeTo_min = std::clamp(json.value("free_to_min", settings.freeTo_min), 0, kLastMinute);
	return settings;
}

} // namespace

const char *nameOf(PaceMode mode)
{
	for (const auto &[known, name] : kNames) {
		if (known == mode)
			return name;
	}
	return "";
}

Paces loadPaces(const std::filesystem::path &file)
{
	Paces paces;
	const nlohmann::json json = readObject(file);
	for (const auto &[profile, settings] : json.items()) {
		try {
			paces.emplace(profile, settingsFrom(settings));
		} catch (const std::exception &) {
			// One that makes no sense costs no other its place.
		}
	}
	return paces;
}

std::string pacesText(const Paces &paces)
{
	nlohmann::json json = nlohmann::json::object();
	for (const auto &[profile, settings] : paces)
		json[profile] = {{"mode", nameOf(settings.mode)},
				 {"cap_bytes_per_second", settings.cap_bytesPerSecond},
				 {"free_from_min", settings.freeFrom_min},
				 {"free_to_min", settings.freeTo_min}};
	return textOf(json);
}

} // namespace DirectPost::Compose
