#include "Program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// A post of photos that failed is taken up again.
namespace DirectPost::Compose {
namespace {

class EditOfPhotos : public testing::Test {
protected:
	EditOfPhotos()
	{
		program.connectAndAsk();
		program.showJobs({job(7, "seven"), job(8, "eight")});
	}
	static Publish::JobSnapshot job(Publish::JobId id, const std::string &title)
	{
		const PhotoDraft draft = finishedPhotos(title);
		TikTok::PhotoPost post;
		post.imageUrls = draft.addresses;
		post.coverIndex = draft.coverIndex;
		post.title = draft.title;
		post.info = draft.info;
		return failedJob(id, {.accountOpenId = kNia,
				      .accountUsername = "niaplays",
				      .what = Publish::PhotoRequest{.post = post}});
	}
	void post()
	{
		program.composer().postPhotos();
		program.acceptLastPost();
	}
	const PhotoDraft &draft() { return program.state().photos.draft; }
	std::vector<Publish::JobId> removed()
	{
		std::vector<Publish::JobId> jobs;
		for (const auto &asked : program.services().commands)
			if (asked.command == JobCommand::Remove)
				jobs.push_back(asked.job);
		return jobs;
	}

	Program program;
};

TEST_F(EditOfPhotos, BringsAddressesAndWordsBackAndShowsTheForm)
{
	program.composer().edit(7);
	EXPECT_EQ(draft(), finishedPhotos("seven"));
	EXPECT_EQ(program.photoForms, 1);
	EXPECT_EQ(program.state().photos.obstacle, Obstacle::None);
	EXPECT_TRUE(program.state().clips.empty());
}

TEST_F(EditOfPhotos, OutlivesARestartAndTheFormBelowItDoesToo)
{
	program.composer().setPhotoDraft(finishedPhotos("begun before"));
	program.composer().edit(7);
	program.restart();
	program.connectAndAsk(kNia);
	EXPECT_EQ(draft(), finishedPhotos("seven"));
	program.showJobs({});
	post();
	EXPECT_EQ(removed(), (std::vector<Publish::JobId>{7})) << "the new post takes its place";
	EXPECT_EQ(draft(), finishedPhotos("begun before"));
}

TEST_F(EditOfPhotos, KeepsWhatWasChangedWhenItIsPressedAgain)
{
	program.composer().edit(7);
	program.composer().setPhotoDraft(finishedPhotos("seven, mended"));
	program.composer().edit(7);
	EXPECT_EQ(draft(), finishedPhotos("seven, mended"));
	EXPECT_EQ(program.photoForms, 2) << "the form has to be seen";
	program.composer().setPhotoDraft({});
	program.composer().edit(7);
	EXPECT_EQ(draft(), finishedPhotos("seven")) << "nothing was left of it";
}

TEST_F(EditOfPhotos, TakesTheFailedOneOffTheListWhenItIsPostedAndNotBefore)
{
	program.composer().edit(7);
	program.composer().postPhotos();
	EXPECT_TRUE(removed().empty());
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_TRUE(removed().empty());
	post();
	EXPECT_EQ(removed(), std::vector<Publish::JobId>{7});
}

TEST_F(EditOfPhotos, BringsBackWhatWasBegunInTheForm)
{
	const PhotoDraft begun = finishedPhotos("begun");
	program.composer().setPhotoDraft(begun);
	program.composer().edit(7);
	EXPECT_EQ(draft(), finishedPhotos("seven"));
	post();
	EXPECT_EQ(draft(), begun);
	post();
	EXPECT_EQ(removed(), std::vector<Publish::JobId>{7}) << "what was begun took no post's place";
	EXPECT_EQ(draft(), PhotoDraft());
}

TEST_F(EditOfPhotos, OffersNothingThatWasPostedAlready)
{
	program.composer().edit(7);
	program.composer().edit(8);
	program.composer().edit(7);
	EXPECT_EQ(draft(), finishedPhotos("seven"));
	post();
	EXPECT_EQ(draft(), finishedPhotos("eight"));
	post();
	EXPECT_EQ(draft(), PhotoDraft());
	EXPECT_EQ(removed(), (std::vector<Publish::JobId>{7, 8}));
	EXPECT_EQ(program.services().posts.size(), 2u);
}

TEST_F(EditOfPhotos, KeepsTheFailedOneFromBeingRetriedBesideIt)
{
	const auto retry = [this](Publish::JobId job) {
		program.composer().command(job, JobCommand::Retry);
		const auto &refusal = program.state().jobRefusal;
		return refusal && refusal->job == job ? refusal->error.code : std::string();
	};
	program.composer().edit(7);
	EXPECT_EQ(retry(7), "being_edited");
	EXPECT_EQ(retry(8), "");
	program.composer().edit(8);
	EXPECT_EQ(retry(7), "being_edited") << "it comes back when the other one is posted";
	ASSERT_EQ(program.services().commands.size(), 1u);
	EXPECT_EQ(program.services().commands.back().job, 8);
	program.composer().setPhotoDraft({});
	EXPECT_EQ(retry(8), "") << "nothing is left of the edit";
}

TEST_F(EditOfPhotos, ComesNextWhileOtherPhotosAreOnTheirWay)
{
	program.composer().setPhotoDraft(finishedPhotos("under way"));
	program.composer().postPhotos();
	program.composer().edit(7);
	EXPECT_EQ(draft(), finishedPhotos("under way")) << "which may yet be refused";
	EXPECT_EQ(program.photoForms, 1);
	program.acceptLastPost();
	EXPECT_TRUE(removed().empty());
	EXPECT_EQ(draft(), finishedPhotos("seven"));
	post();
	EXPECT_EQ(removed(), std::vector<Publish::JobId>{7});
	EXPECT_EQ(program.services().posts.size(), 2u);
}

TEST_F(EditOfPhotos, WaitsBesidePhotosThatWereRefused)
{
	program.composer().edit(8);
	program.composer().setPhotoDraft(finishedPhotos("eight, mended"));
	program.composer().postPhotos();
	program.composer().edit(7);
	program.composer().edit(8);
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_EQ(draft(), finishedPhotos("eight, mended"));
	ASSERT_TRUE(program.state().photos.refusal);
	program.composer().edit(7);
	EXPECT_EQ(draft(), finishedPhotos("seven"));
	EXPECT_FALSE(program.state().photos.refusal) << "it was said of the other";
	post();
	EXPECT_EQ(draft(), finishedPhotos("eight, mended"));
	post();
	EXPECT_EQ(draft(), PhotoDraft());
	EXPECT_EQ(removed(), (std::vector<Publish::JobId>{7, 8}));
}

TEST_F(EditOfPhotos, OutlivesAKillWhileOtherPhotosAreOnTheirWay)
{
	program.composer().setPhotoDraft(finishedPhotos("under way"));
	program.composer().postPhotos();
	const Publish::PostRequest request = program.lastPost().what;
	program.composer().edit(7);
	program.kill();
	program.start();
	program.showJobs({failedJob(9, request), job(7, "seven")});
	EXPECT_EQ(draft(), finishedPhotos("seven"));
}

TEST_F(EditOfPhotos, TakesBackTheChoicesOfAnotherAccount)
{
	program.connect(kBen);
	program.composer().edit(7);
	EXPECT_EQ(draft().title, "seven");
	EXPECT_FALSE(hasChoices(draft().info));
}

TEST_F(EditOfPhotos, AsideKeepsNoChoicesOfAnotherAccount)
{
	program.composer().setPhotoDraft(finishedPhotos("begun"));
	program.composer().edit(7);
	program.connect(kBen);
	PhotoDraft seven = finishedPhotos("seven");
	seven.info = withoutChoices(seven.info);
	EXPECT_EQ(draft(), seven);
	seven.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	program.answerCreator();
	program.composer().setPhotoDraft(seven);
	post();
	EXPECT_EQ(draft().title, "begun");
	EXPECT_FALSE(hasChoices(draft().info)) << "they were Nia's";
}

} // namespace
} // namespace DirectPost::Compose
