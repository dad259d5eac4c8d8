#include "CaptureContextJson.hpp"

#include "EditPlanJson.hpp"

namespace DirectPost::Compose {

nlohmann::json jsonOf(const Media::CaptureContext &context)
{
	nlohmann::json json = {{"scene", context.sceneName},
			       {"game", context.gameName},
			       {"profile", context.profileName},
			       {"output", context.outputName}};
	if (!context.scenes.empty())
		json["scenes"] = jsonOf(context.scenes);
	if (!context.marks_ms.empty())
		json["marks_ms"] = context.marks_ms;
	return json;
}

Media::CaptureContext captureContextFrom(const nlohmann::json &json)
{
	return {.sceneName = json.at("scene").get<std::string>(),
		.gameName = json.at("game").get<std::string>(),
		.profileName = json.at("profile").get<std::string>(),
		.outputName = json.at("output").get<std::string>(),
		.scenes = scenesShownFrom(json.value("scenes", nlohmann::json::array())),
		.marks_ms = json.value("marks_ms", std::vector<int64_t>())};
}

std::string textOf(const Media::CaptureContext &context)
{
	return context == Media::CaptureContext() ? std::string() : jsonOf(context).dump();
}

Media::CaptureContext captureContextFromText(const std::string &text)
try {
	return text.empty() ? Media::CaptureContext() : captureContextFrom(nlohmann::json::parse(text));
} catch (const std::exception &) {
	return {};
}

} // namespace DirectPost::Compose
