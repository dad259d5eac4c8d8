#include "CameraChoices.hpp"

#include "JsonFile.hpp"

#include <algorithm>

namespace DirectPost::Compose {

namespace {

constexpr size_t kMostSources = 20; // of one collection: one for each of its scenes, say

} // namespace

CameraChoices::CameraChoices(std::filesystem::path file) : file_(std::move(file))
{
	const auto json = readJson(file_);
	if (!json || !json->is_object())
		return;
	for (const auto &[collection, sources] : json->items()) {
		try {
			sources_.insert_or_assign(collection, sources.get<std::vector<std::string>>());
		} catch (const std::exception &) {
			// This collection begins anew, the others do not.
		}
	}
}

std::vector<std::string> CameraChoices::of(const std::string &collection) const
{
	const auto known = sources_.find(collection);
	return known == sources_.end() ? std::vector<std::string>() : known->second;
}

void CameraChoices::choose(const std::string &collection, const std::string &source)
{
	std::vector<std::string> &sources = sources_[collection];
	std::erase(sources, source);
	sources.insert(sources.begin(), source);
	if (sources.size() > kMostSources)
		sources.pop_back();
}

std::string CameraChoices::text() const
{
	return textOf(sources_);
}

} // namespace DirectPost::Compose
