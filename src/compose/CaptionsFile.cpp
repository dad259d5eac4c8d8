#include "CaptionsFile.hpp"

#include "JsonFile.hpp"

namespace DirectPost::Compose {

namespace {

using Json = nlohmann::json;

constexpr auto kRecent = "recent";
constexpr auto kHashtagSets = "hashtag_sets";
constexpr auto kName = "name";
constexpr auto kHashtags = "hashtags";

// Empty where there is no such list.
Json listIn(const Json &json, const char *key)
{
	const auto list = json.find(key);
	return list != json.end() && list->is_array() ? *list : Json::array();
}

std::string textIn(const Json &json, const char *key)
{
	const auto text = json.is_object() ? json.find(key) : json.end();
	return text != json.end() && text->is_string() ? text->get<std::string>() : std::string();
}

} // namespace

KeptCaptions loadCaptions(const std::filesystem::path &file)
{
	KeptCaptions captions;
	const Json json = readObject(file);
	for (const Json &caption : listIn(json, kRecent)) {
		if (caption.is_string() && captions.recent.size() < kRecentCaptions)
			captions.recent.push_back(caption.get<std::string>());
	}
	for (const Json &stored : listIn(json, kHashtagSets)) {
		HashtagSet set = {.name = textIn(stored, kName), .hashtags = textIn(stored, kHashtags)};
		if (!set.name.empty() && !set.hashtags.empty())
			captions.hashtagSets.push_back(std::move(set));
	}
	return captions;
}

std::string captionsText(const KeptCaptions &captions)
{
	Json sets = Json::array();
	for (const HashtagSet &set : captions.hashtagSets)
		sets.push_back({{kName, set.name}, {kHashtags, set.hashtags}});
	return textOf({{kRecent, captions.recent}, {kHashtagSets, std::move(sets)}});
}

} // namespace DirectPost::Compose
