#include "CaptureContextJson.hpp"

#include "EditPlanJson.hpp"

namespace DirectPost::Compose {

namespace {

using ContextJson = nlohmann::json;
using Media::SourceKind;

ContextJson sourceJson(const Media::PlacedSource &source)
{
	ContextJson json = {{"name", source.name}, {"window", jsonOf(source.window)}};
	if (source.kind == SourceKind::Camera)
		json["kind"] = "camera";
	else if (source.kind == SourceKind::Game)
		json["kind"] = "game";
	return json;
}

Media::PlacedSource sourceFrom(const ContextJson &json)
{
	const std::string kind = json.value("kind", std::string());
	return {.name = json.at("name").get<std::string>(),
		.kind = kind == "camera" ? SourceKind::Camera : (kind == "game" ? SourceKind::Game : SourceKind::Other),
		.window = windowFrom(json.at("window"))};
}

ContextJson sceneJson(const Media::SceneOnAir &scene)
{
	ContextJson sources = ContextJson::array();
	for (const Media::PlacedSource &source : scene.sources)
		sources.push_back(sourceJson(source));
	return {{"before_end_ms", scene.beforeEnd_ms}, {"scene", scene.sceneName}, {"sources", std::move(sources)}};
}

Media::SceneOnAir sceneFrom(const ContextJson &json)
{
	Media::SceneOnAir scene = {.beforeEnd_ms = json.at("before_end_ms").get<int64_t>(),
				   .sceneName = json.at("scene").get<std::string>(),
				   .sources = {}};
	for (const ContextJson &source : json.at("sources"))
		scene.sources.push_back(sourceFrom(source));
	return scene;
}

} // namespace

nlohmann::json jsonOf(const Media::CaptureContext &context)
{
	ContextJson json = {{"scene", context.sceneName},
			    {"game", context.gameName},
			    {"profile", context.profileName},
			    {"output", context.outputName}};
	if (!context.collectionName.empty())
		json["collection"] = context.collectionName;
	if (context.scenes.empty())
		return json;
	json["picture"] = {context.picture.width_px, context.picture.height_px};
	for (const Media::SceneOnAir &scene : context.scenes)
		json["scenes"].push_back(sceneJson(scene));
	return json;
}

// What earlier versions did not store is not known.
Media::CaptureContext captureContextFrom(const nlohmann::json &json)
{
	Media::CaptureContext context = {.sceneName = json.at("scene").get<std::string>(),
					 .gameName = json.at("game").get<std::string>(),
					 .profileName = json.at("profile").get<std::string>(),
					 .outputName = json.at("output").get<std::string>(),
					 .collectionName = json.value("collection", std::string()),
					 .picture = {},
					 .scenes = {}};
	if (!json.contains("scenes"))
		return context;
	context.picture = {json.at("picture").at(0).get<int>(), json.at("picture").at(1).get<int>()};
	for (const ContextJson &scene : json.at("scenes"))
		context.scenes.push_back(sceneFrom(scene));
	return context;
}

} // namespace DirectPost::Compose
