#include "Trial.hpp"

#include "Life.hpp"

#include <algorithm>
#include <format>
#include <fstream>

namespace DirectPost::Faults {

namespace {

// What the dock asks for, and what a kill in mid-request or a fault makes unavoidable.
constexpr std::string_view kExcused[] = {"creator_info_not_asked", "upload_403", "upload_404", "upload_416",
					 "parallel_chunks"};

// It is out, or nothing can keep it from coming out.
bool isOut(const SandboxPost &post)
{
	return post.status != "FAILED" && post.stored_bytes == post.videoSize_bytes;
}

void judgePosts(const Life &life, const Clips::Clip &clip, Outcome &outcome)
{
	int out = 0;
	int64_t received_bytes = 0;
	for (const SandboxPost &post : life.sandbox().posts()) {
		received_bytes += post.received_bytes;
		out += isOut(post);
		outcome.hasWrongBytes |= isOut(post) && (post.sha256 != clip.sha256 || post.urls != clip.addresses);
	}
	outcome.resent_bytes = std::max<int64_t>(0, received_bytes - outcome.file_bytes);
	outcome.isDoubled = out > 1;
	if (outcome.isPublished)
		outcome.isLost = out == 0;
	else if (!outcome.mayBeOut)
		outcome.isLost = out > 0 || !outcome.saysWhyNot;
}

void judgeEnd(const Life &life, const Scenario &scenario, Outcome &outcome)
{
	const auto &job = life.last().job;
	const auto stage = job ? static_cast<JobStage>(job->at("stage").get<int>()) : JobStage::Waiting;
	const std::string code = job ? job->at("code").get<std::string>() : std::string();
	outcome.isPublished = life.last().endedWell && stage == JobStage::Published;
	outcome.saysWhyNot = life.last().endedWell && !outcome.isPublished && !code.empty();
	outcome.mayBeOut = outcome.saysWhyNot && stage == JobStage::OutcomeUnknown;
	const auto isEnd = [&](const End &end) {
		return end.stage == stage && code == end.code;
	};
	if (!isEnd(scenario.end) && std::ranges::none_of(scenario.otherEnds, isEnd))
		outcome.complaints.push_back(
			std::format("it ended in stage {} with '{}'", static_cast<int>(stage), code));
}

void judgeRules(const Life &life, Outcome &outcome)
{
	for (const SandboxViolation &violation : life.sandbox().violations()) {
		if (!std::ranges::contains(kExcused, violation.rule))
			outcome.complaints.push_back("broke a rule: " + violation.rule + " " + violation.detail);
	}
}

Outcome judge(const Life &life, const Scenario &scenario, const Clips::Clip &clip)
{
	Outcome outcome;
	outcome.kills = life.kills();
	outcome.file_bytes = sizeOf(scenario.shape);
	outcome.wasReached = life.wasReached();
	outcome.transitions = life.last().transitions();
	outcome.duration = life.last().duration;
	outcome.complaints = life.complaints();
	judgeEnd(life, scenario, outcome);
	judgePosts(life, clip, outcome);
	judgeRules(life, outcome);
	if (scenario.isQuiet() && outcome.resentChunksPerKill(scenario.shape) > 1)
		outcome.complaints.push_back("sent more than a chunk again for a kill");
	return outcome;
}

std::string describe(const Assignment &assignment, const Outcome &outcome, const Life &life, uint64_t seed)
{
	std::string text =
		std::format("{}, {}, seed {}\n", assignment.scenario->group, assignment.scenario->name, seed);
	for (const Kill &kill : assignment.kills)
		text += "killed " + inWords(kill) + "\n";
	text += std::format("reached {}, lost {}, doubled {}, wrong bytes {}, {} bytes sent again\n",
			    outcome.wasReached, outcome.isLost, outcome.isDoubled, outcome.hasWrongBytes,
			    outcome.resent_bytes);
	for (const std::string &complaint : outcome.complaints)
		text += complaint + "\n";
	return text + "\n" + life.output() + "\n" + life.sandbox().describe() + "\n";
}

// A file that tells the whole story, and the store beside it.
void keep(const Assignment &assignment, const Outcome &outcome, const Life &life, const Stage &stage)
{
	std::string when;
	for (const Kill &kill : assignment.kills)
		when += kill.atTransition > 0
				? std::format("-t{}", kill.atTransition)
				: std::format("-{}{}ms", kill.isAfterPost ? "post" : "", kill.after.count());
	const std::filesystem::path folder =
		stage.artifacts / std::format("{}{}-seed{}", assignment.scenario->name, when, stage.seed);
	std::error_code ignored;
	std::filesystem::remove_all(folder, ignored);
	std::filesystem::create_directories(folder, ignored);
	std::filesystem::copy(life.settingsFolder(), folder / "settings", std::filesystem::copy_options::recursive,
			      ignored);
	std::ofstream(folder / "story.txt") << describe(assignment, outcome, life, stage.seed);
}

} // namespace

double Outcome::resentChunksPerKill(Shape shape) const
{
	if (largestChunkOf(shape) == 0)
		return 0;
	const auto chunks = static_cast<double>(resent_bytes) / static_cast<double>(largestChunkOf(shape));
	return chunks / std::max(kills, 1);
}

Outcome perform(const Assignment &assignment, const Stage &stage)
{
	const Scenario &scenario = *assignment.scenario;
	const Clips::Clip &clip = stage.clips.of(scenario.shape);
	Life life(scenario, stage.clips);
	for (const Kill &kill : assignment.kills) {
		if (!life.dies(kill))
			break;
	}
	life.goesOnToTheEnd();
	const Outcome outcome = judge(life, scenario, clip);
	if (!outcome.isGood())
		keep(assignment, outcome, life, stage);
	return outcome;
}

} // namespace DirectPost::Faults
