#include "CommitZone.hpp"

#include <gtest/gtest.h>

// The commit zone once more: whatever comes, in whatever order.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

// What can come next; the stand-in here is TikTok's own state: whether the last byte has arrived.
struct Turn {
	const char *name;
	bool (*canCome)(const Story &);
	void (*comes)(Story &, bool &isComplete);
};

bool isSending(const Story &story)
{
	return story.last().what == Do::PutChunk;
}

bool isAsking(const Story &story)
{
	return story.last().what == Do::AskStatus;
}

bool always(const Story &)
{
	return true;
}

constexpr Turn kTurns[] = {
	{"arrives and the reply is lost", isSending,
	 [](Story &story, bool &isComplete) {
		 isComplete = true;
		 story.chunkFails(0, ErrorKind::Lost, true);
	 }},
	{"is lost on the way", isSending,
	 [](Story &story, bool &) {
		 story.chunkFails(0, ErrorKind::Lost, false);
	 }},
	// A complete task has no use for bytes either.
	{"is refused", isSending,
	 [](Story &story, bool &) {
		 story.chunkFails(0, ErrorKind::UrlDead, true);
	 }},
	{"arrives and we crash", isSending,
	 [](Story &story, bool &isComplete) {
		 isComplete = true;
		 story.crashes().happens(Begun{});
	 }},
	{"we crash", always,
	 [](Story &story, bool &) {
		 story.crashes().happens(Begun{});
	 }},
	{"TikTok knows", isAsking,
	 [](Story &story, bool &isComplete) {
		 story.stillUploading(isComplete ? kSmall_bytes : 0);
	 }},
	{"TikTok's number is stale", isAsking,
	 [](Story &story, bool &) {
		 story.stillUploading(0);
	 }},
	{"TikTok gives no number", isAsking,
	 [](Story &story, bool &) {
		 story.stillUploading(std::nullopt);
	 }},
	{"ten minutes pass", always,
	 [](Story &story, bool &) {
		 story.passes(10min);
	 }},
};

// How many ways it can go.
int explore(const Story &story, bool isComplete, int turnsLeft, const std::string &past)
{
	EXPECT_FALSE(isComplete && (story.job().inits > 1 || beginsAnew(story))) << past;
	// With nothing complete, a new ticket is right.
	if (turnsLeft == 0 || isOver(story.stage()) || beginsAnew(story))
		return 1;
	int ways = 0;
	for (const Turn &turn : kTurns) {
		if (!turn.canCome(story))
			continue;
		Story next = story;
		bool isNextComplete = isComplete;
		turn.comes(next, isNextComplete);
		ways += explore(next, isNextComplete, turnsLeft - 1, past + turn.name + "; ");
	}
	return ways;
}

// Every order of up to seven events: a second ticket is only ever asked for from where the first can publish nothing.
TEST(JobTurnCommit, NeverHasTwoTicketsOfWhichTheFirstIsComplete)
{
	EXPECT_GT(explore(confirming(), false, 7, {}), 10'000);
}

} // namespace
} // namespace DirectPost::Publish
