#include "PresetFile.hpp"

#include "EditPlanJson.hpp"
#include "JsonFile.hpp"

#include <publish/PostInfoJson.hpp>

#include <algorithm>

namespace DirectPost::Compose {

namespace {

using Json = nlohmann::json;

// Only what is on is written.
Json editJson(const PresetEdit &edit)
{
	Json json = Json::object();
	if (edit.layout != Media::LayoutKind::AsRecorded)
		json["layout"] = nameOf(edit.layout);
	if (edit.last_s)
		json["last_s"] = *edit.last_s;
	if (edit.isRepaired)
		json["repaired"] = true;
	return json;
}

PresetEdit editFrom(const Json &json)
{
	PresetEdit edit;
	if (json.contains("layout"))
		edit.layout = layoutKindFrom(json.at("layout").get<std::string>());
	if (json.contains("last_s"))
		edit.last_s = std::clamp(json.at("last_s").get<int>(), kLeastLast_s, kMostLast_s);
	edit.isRepaired = json.value("repaired", false);
	return edit;
}

Json toJson(const Preset &preset)
{
	return {
		{"account_open_id", preset.accountOpenId}, {"info", Publish::toJson(preset.info)},
		{"for_recordings", preset.forRecordings},  {"for_replays", preset.forReplays},
		{"consented_at", preset.consentedAt},      {"edit", editJson(preset.edit)},
	};
}

// What was said stands flat in files of the first version.
TikTok::PostInfo flatInfo(const Json &json)
{
	TikTok::PostInfo info;
	info.caption = json.value("caption_template", std::string());
	info.privacyLevel = TikTok::privacyLevelFrom(json.at("privacy").get<std::string>());
	info.interactions = {.allowComment = json.value("allow_comment", false),
			     .allowDuet = json.value("allow_duet", false),
			     .allowStitch = json.value("allow_stitch", false)};
	info.commercial = {.isYourBrand = json.value("is_your_brand", false),
			   .isBrandedContent = json.value("is_branded_content", false)};
	info.isAiGenerated = json.value("is_ai_generated", false);
	return info;
}

std::optional<Preset> presetFrom(const Json &json)
{
	Preset preset;
	preset.accountOpenId = json.at("account_open_id").get<std::string>();
	preset.consentedAt = json.at("consented_at").get<std::string>();
	preset.forRecordings = json.at("for_recordings").get<bool>();
	preset.forReplays = json.at("for_replays").get<bool>();
	preset.edit = editFrom(json.value("edit", Json::object())); // files before it have none
	if (json.contains("info")) {
		auto info = Publish::postInfoFromJson(json.at("info"));
		if (!info)
			return std::nullopt;
		preset.info = std::move(*info);
	} else {
		preset.info = flatInfo(json);
	}
	const bool isWhole = !preset.accountOpenId.empty() && !preset.consentedAt.empty() && preset.info.privacyLevel;
	return isWhole ? std::optional(std::move(preset)) : std::nullopt;
}

} // namespace

AutoPublishMemory loadMemory(const std::filesystem::path &file)
{
	AutoPublishMemory memory;
	try {
		const Json json = readObject(file);
		for (const Json &when : json.value("posted", Json::array())) {
			const auto time = QDateTime::fromString(QString::fromStdString(when.get<std::string>()),
								Qt::ISODateWithMs);
			if (time.isValid())
				memory.posted.append(time);
		}
		if (json.contains("preset"))
			memory.preset = presetFrom(json.at("preset"));
	} catch (const std::exception &) {
		// What could be read until here is kept; a preset is completed anew.
	}
	return memory;
}

std::string memoryText(const AutoPublishMemory &memory)
{
	Json posted = Json::array();
	for (const QDateTime &when : memory.posted)
		posted.push_back(when.toUTC().toString(Qt::ISODateWithMs).toStdString());
	Json json = {{"posted", std::move(posted)}};
	if (memory.preset)
		json["preset"] = toJson(*memory.preset);
	return textOf(json);
}

} // namespace DirectPost::Compose
