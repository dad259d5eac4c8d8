#include "Changes.hpp"
#include "Requests.hpp"
#include "StateJson.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

// docs/remote-control.md and the code say the same.
namespace DirectPost::Remote {
namespace {

std::string document()
{
	std::ifstream file(PROTOCOL_DOCUMENT);
	std::ostringstream text;
	text << file.rdbuf();
	return text.str();
}

// What stands in `backquotes` at the beginning of a table's rows or in headings, in one section.
std::set<std::string> namesIn(const std::string &section, const char *pattern)
{
	const std::string text = document();
	const size_t begin = text.find("\n## " + section);
	EXPECT_NE(begin, std::string::npos) << section;
	const std::string part = text.substr(begin, text.find("\n## ", begin + 1) - begin);
	const std::regex names(pattern);
	std::set<std::string> found;
	for (std::sregex_iterator at(part.begin(), part.end(), names), end; at != end; ++at)
		found.insert((*at)[1]);
	return found;
}

std::set<std::string> headings(const std::string &section)
{
	return namesIn(section, "\n### (\\w+)");
}

std::set<std::string> fields(const std::string &section)
{
	return namesIn(section, "\n\\| `(\\w+)` \\|");
}

std::set<std::string> keysOf(const nlohmann::json &json)
{
	std::set<std::string> keys;
	for (const auto &[key, value] : json.items())
		keys.insert(key);
	return keys;
}

TEST(Document, DescribesEveryRequestAndNoOther)
{
	std::set<std::string> names;
	for (const Request &request : requests())
		names.insert(request.name);
	EXPECT_EQ(headings("Requests"), names);
}

TEST(Document, DescribesEveryFieldOfClipsAndPosts)
{
	EXPECT_EQ(fields("A clip"), keysOf(clipJson({})));
	EXPECT_EQ(fields("A post"), keysOf(jobJson({})));
}

TEST(Document, DescribesEveryEvent)
{
	Compose::State before;
	Compose::State after;
	after.account.connection = Account::ConnectionState::Connected;
	after.autoPublish.countdown = Compose::Countdown{.clip = 1};
	after.clips.push_back({.id = 1, .stage = Compose::ClipStage::Ready});
	after.queue.jobs.push_back({.id = 1});
	std::set<std::string> names;
	for (const Event &event : changesBetween(before, after))
		names.insert(event.name);
	EXPECT_EQ(headings("Events"), names);
}

} // namespace
} // namespace DirectPost::Remote
