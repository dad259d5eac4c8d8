#include "Program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

using Publish::JobSnapshot;
using Publish::JobStage;
using testing::ElementsAre;

class MoveTo : public testing::Test {
protected:
	MoveTo()
	{
		program.showJobs({{.id = 1, .stage = JobStage::Uploading},
				  {.id = 2, .stage = JobStage::Waiting, .mayMoveLater = true},
				  {.id = 3, .stage = JobStage::Waiting, .mayMoveEarlier = true, .mayMoveLater = true},
				  {.id = 4, .stage = JobStage::Waiting, .mayMoveEarlier = true},
				  {.id = 5, .stage = JobStage::Published}});
	}

	std::vector<JobCommand> moved(Publish::JobId job, Publish::JobId place)
	{
		program.services().commands.clear();
		program.composer().moveTo(job, place);
		std::vector<JobCommand> steps;
		for (const auto &each : program.services().commands) {
			EXPECT_EQ(each.job, job);
			steps.push_back(each.command);
		}
		return steps;
	}

	Program program;
};

TEST_F(MoveTo, TakesAPostPastEachNeighbourOnTheWay)
{
	EXPECT_THAT(moved(2, 4), ElementsAre(JobCommand::MoveLater, JobCommand::MoveLater));
	EXPECT_THAT(moved(4, 2), ElementsAre(JobCommand::MoveEarlier, JobCommand::MoveEarlier));
	EXPECT_THAT(moved(3, 4), ElementsAre(JobCommand::MoveLater));
}

TEST_F(MoveTo, EndsWhereAPostIsUnderWayOrOver)
{
	EXPECT_THAT(moved(3, 1), ElementsAre(JobCommand::MoveEarlier));
	EXPECT_THAT(moved(3, 5), ElementsAre(JobCommand::MoveLater));
	EXPECT_THAT(moved(1, 3), ElementsAre());
	EXPECT_THAT(moved(3, 3), ElementsAre());
	EXPECT_THAT(moved(3, 99), ElementsAre());
	EXPECT_THAT(moved(99, 3), ElementsAre());
}

} // namespace
} // namespace DirectPost::Compose
