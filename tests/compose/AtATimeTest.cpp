#include "Program.hpp"

#include <gtest/gtest.h>

// Clips that are to be posted later: with the same words and checks as one that is posted now.
namespace DirectPost::Compose {
namespace {

using namespace std::chrono_literals;
using Publish::WaitsFor;

class AtATime : public testing::Test {
protected:
	AtATime() : id(program.readyByHand("a.mkv")), six(program.clock.wall + 3h)
	{
		program.connectAndAsk();
		program.composer().setDraft(id, finishedDraft("words"));
	}
	void goLive(bool isLive)
	{
		Publish::QueueSnapshot queue;
		queue.isLive = isLive;
		program.composer().queueChanged(queue);
	}
	const Publish::When &lastWhen() { return program.lastPost().what.when; }
	size_t posts() { return program.services().posts.size(); }

	Program program;
	ClipId id;
	const std::chrono::system_clock::time_point six;
};

TEST_F(AtATime, AClipIsHandedOverAtOnceWithItsMoment)
{
	program.composer().postAt(id, six, 30min);
	EXPECT_EQ(lastWhen(), (Publish::When{.what = WaitsFor::Moment, .moment = six, .grace = 30min}));
	EXPECT_EQ(program.lastVideo().post.info, finishedDraft("words").info);
	EXPECT_EQ(program.lastVideo().duration_ms, 42'000) << "for the check at that moment";
	EXPECT_EQ(program.lastPost().what.accountOpenId, kNia);
	EXPECT_TRUE(program.clip(id).isBeingPosted);
	program.acceptLastPost();
	EXPECT_FALSE(program.isAtHand(id));
}

TEST_F(AtATime, NothingIsSetThatCouldNotBePostedNow)
{
	program.composer().setDraft(id, {});
	program.composer().postAt(id, six, 30min);
	EXPECT_EQ(posts(), 0u);
}

TEST_F(AtATime, TheEndOfAStreamIsOfferedWhileThereIsOne)
{
	EXPECT_FALSE(program.clip(id).mayPostAfterStream);
	program.composer().postAfterStream(id);
	EXPECT_EQ(posts(), 0u);
	goLive(true);
	EXPECT_TRUE(program.clip(id).mayPostAfterStream);
	program.composer().setDraft(id, {});
	EXPECT_FALSE(program.clip(id).mayPostAfterStream) << "nobody has chosen who can view it";
	program.composer().setDraft(id, finishedDraft("words"));
	program.composer().postAfterStream(id);
	EXPECT_EQ(lastWhen().what, WaitsFor::StreamEnd);
}

TEST_F(AtATime, APostNowWaitsForNothing)
{
	goLive(true);
	program.composer().post(id);
	EXPECT_EQ(lastWhen(), Publish::When());
}

TEST_F(AtATime, WhatWasPostedAlreadyIsPostedAgainAtItsMomentAndNotAtOnce)
{
	program.composer().postAt(id, six, 30min);
	program.refuseLastPost(errorOf(ErrorKind::Repeat, "posted_already"));
	EXPECT_TRUE(program.clip(id).mayPostAgain);
	program.composer().postAgain(id);
	EXPECT_EQ(lastWhen().moment, six);
	EXPECT_TRUE(program.lastPost().what.isRepeatWanted);
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	program.composer().post(id);
	EXPECT_EQ(lastWhen(), Publish::When());
}

TEST_F(AtATime, APostThatWaitsIsTakenBackBeforeItIsEdited)
{
	program.composer().postAt(id, six, 30min);
	Publish::JobSnapshot job;
	job.id = 7;
	job.title = "a.mkv";
	job.waitsForMoment = job.mayPostNow = job.mayEdit = true;
	job.request = std::make_shared<const Publish::PostRequest>(program.lastPost().what);
	program.acceptLastPost();
	program.showJobs({job});
	program.composer().edit(7);
	ASSERT_FALSE(program.services().commands.empty());
	EXPECT_EQ(program.services().commands.back().job, 7);
	EXPECT_EQ(program.services().commands.back().command, JobCommand::Cancel);
	const ClipAtHand *shown = program.state().shownClip();
	ASSERT_TRUE(shown);
	EXPECT_EQ(shown->draft.info.caption, "words");
	program.composer().edit(7);
	EXPECT_EQ(program.state().clips.size(), 1u) << "once";
}

TEST_F(AtATime, APostThatWaitsCanGoOutNow)
{
	program.composer().command(7, JobCommand::PostNow);
	EXPECT_EQ(program.services().commands.back().command, JobCommand::PostNow);
}

} // namespace
} // namespace DirectPost::Compose
