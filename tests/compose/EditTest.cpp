#include "Program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// A post of a clip that failed is taken up again.
namespace DirectPost::Compose {
namespace {

using TikTok::PrivacyLevel;

constexpr Publish::JobId kFailed = 7;

class EditOfAPost : public testing::Test {
protected:
	EditOfAPost()
	{
		const auto source = Compose::sourceOf(1, "/recordings/old.mkv", "old.mkv");
		video.originalFile = source.info.file;
		video.uploadFile = "/cache/old.mp4";
		video.uploadIdentity = preparedOf(source).identity;
		video.contentType = "video/mp4";
		video.ownsUploadFile = true;
		video.contentId = source.identity.contentId();
		video.post.info = finishedDraft("as it was").info;
		video.post.info.commercial.isYourBrand = true;
		video.post.cover_ms = 1500;
		program.connectAndAsk();
		show();
	}
	void show(const char *openId = kNia)
	{
		program.showJobs({failedJob(
			kFailed,
			{.accountOpenId = openId, .accountUsername = "niaplays", .what = video, .clipId = 5})});
	}
	ClipId edit()
	{
		program.composer().edit(kFailed);
		return program.state().shown;
	}
	void becomeReady(ClipId id)
	{
		program.becomeReady(id);
		program.answerCreator();
	}
	bool isRemovalAsked()
	{
		return std::ranges::any_of(program.services().commands, [](const auto &asked) {
			return asked.job == kFailed && asked.command == JobCommand::Remove;
		});
	}

	Program program;
	Publish::VideoRequest video;
};

TEST_F(EditOfAPost, BringsClipCaptionAndChoicesBack)
{
	const ClipId id = edit();
	ASSERT_TRUE(program.isAtHand(id));
	EXPECT_EQ(program.clip(id).file, "/recordings/old.mkv");
	EXPECT_EQ(program.clip(id).draft.info, video.post.info);
	EXPECT_TRUE(program.clip(id).draft.isDisclosureOn);
	EXPECT_EQ(program.clip(id).draft.cover_ms, 1500);
	becomeReady(id);
	ASSERT_TRUE(program.services().preparations.back().earlier);
	EXPECT_EQ(program.services().preparations.back().earlier->file, "/cache/old.mp4");
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::None);
	EXPECT_NE(id, 5u) << "a clip of its own: the posts know the first one by its number";
}

TEST_F(EditOfAPost, IsOneClipHoweverOftenItIsPressed)
{
	const ClipId id = edit();
	program.readyByHand("other.mkv");
	EXPECT_EQ(edit(), id);
	EXPECT_EQ(program.state().clips.size(), 2u);
	program.restart();
	show();
	EXPECT_EQ(edit(), id) << "also after a restart";
	program.composer().putAway(id);
	EXPECT_NE(edit(), id) << "unless it was put away";
}

TEST_F(EditOfAPost, TakesTheFailedOneOffTheListWhenItIsPostedAndNotBefore)
{
	const ClipId id = edit();
	becomeReady(id);
	Draft draft = program.clip(id).draft;
	draft.info.privacyLevel = PrivacyLevel::SelfOnly;
	program.composer().setDraft(id, draft);
	program.composer().post(id);
	EXPECT_EQ(program.lastVideo().post.info, draft.info);
	EXPECT_FALSE(isRemovalAsked());
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_FALSE(isRemovalAsked());
	program.composer().post(id);
	EXPECT_FALSE(isRemovalAsked());
	program.acceptLastPost();
	EXPECT_TRUE(isRemovalAsked());
	EXPECT_FALSE(program.isAtHand(id));
}

TEST_F(EditOfAPost, TakesTheFailedOneOffTheListAlsoWhenObsWasKilledMeanwhile)
{
	const ClipId id = edit();
	becomeReady(id);
	program.composer().post(id);
	const Publish::PostRequest request = program.lastPost().what;
	program.kill();
	program.start();
	Publish::JobSnapshot edited = failedJob(8, request);
	edited.stage = Publish::JobStage::Uploading;
	program.showJobs({edited, failedJob(kFailed, {.accountOpenId = kNia, .what = video})});
	EXPECT_FALSE(program.isAtHand(id));
	EXPECT_TRUE(isRemovalAsked());
}

TEST_F(EditOfAPost, LeavesTheFailedOneInTheListWhenItIsPutAway)
{
	program.composer().putAway(edit());
	EXPECT_FALSE(isRemovalAsked());
}

TEST_F(EditOfAPost, IsOnlyForPostsThatMayBeEdited)
{
	Publish::JobSnapshot job = failedJob(kFailed, {.accountOpenId = kNia, .what = video});
	job.mayEdit = false;
	program.showJobs({job});
	edit();
	program.composer().edit(4711);
	job.mayEdit = true;
	job.request.reset();
	program.showJobs({job});
	edit();
	EXPECT_TRUE(program.state().clips.empty());
}

TEST_F(EditOfAPost, TakesBackTheChoicesOfAnotherAccount)
{
	show(kBen);
	const ClipId id = edit();
	EXPECT_EQ(program.clip(id).draft.info.caption, "as it was");
	EXPECT_FALSE(hasChoices(program.clip(id).draft.info));
	EXPECT_FALSE(program.clip(id).draft.isDisclosureOn);
}

TEST_F(EditOfAPost, TakesBackWhatIsNotOfferedAnyMore)
{
	video.post.info.privacyLevel = PrivacyLevel::MutualFollowFriends;
	show();
	EXPECT_FALSE(program.clip(edit()).draft.info.privacyLevel);
}

TEST_F(EditOfAPost, UsesWhatWasMadeOfARecordingThatIsGone)
{
	const ClipId id = edit();
	program.fail(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Checking);
	const auto &again = program.services().admissions.back();
	EXPECT_EQ(again.candidate.file, "/cache/old.mp4");
	program.composer().sourceKnown(Compose::sourceOf(again.source, "/cache/old.mp4", "mp4 of old.mkv"));
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	EXPECT_EQ(program.clip(id).draft.info, video.post.info);
}

TEST_F(EditOfAPost, OfARecordingThatIsGoneIsStillKnownAsItsPost)
{
	const ClipId id = edit();
	program.fail(id);
	const auto made =
		Compose::sourceOf(program.services().admissions.back().source, "/cache/old.mp4", "mp4 of old.mkv");
	program.composer().sourceKnown(made);
	program.composer().prepared(made.id, {}, preparedOf(made));
	program.answerCreator();
	program.composer().post(id);
	EXPECT_EQ(program.lastVideo().contentId, video.contentId);
}

TEST_F(EditOfAPost, UsesWhatWasMadeOfARecordingWhoseNameAnotherOneHasNow)
{
	const ClipId id = edit();
	program.becomeKnown(id, "other contents");
	EXPECT_EQ(program.clip(id).stage, ClipStage::Checking);
	EXPECT_EQ(program.services().admissions.back().candidate.file, "/cache/old.mp4");
	EXPECT_TRUE(program.services().preparations.empty()) << "words never move to another file";
}

TEST_F(EditOfAPost, FailsWhereAnotherFileHasTheNameAndNothingWasMadeOfTheFirst)
{
	video.uploadFile = video.originalFile;
	video.ownsUploadFile = false;
	show();
	const ClipId id = edit();
	program.becomeKnown(id, "other contents");
	EXPECT_EQ(program.clip(id).stage, ClipStage::Failed);
	EXPECT_EQ(program.clip(id).error->code, "clip_replaced");
}

TEST_F(EditOfAPost, SaysThatARecordingIsGoneWhenWhatWasMadeOfItIsGoneAsWell)
{
	const ClipId id = edit();
	program.fail(id);
	program.composer().sourceFailed(program.services().admissions.back().source,
					errorOf(ErrorKind::ClipFile, "file_missing"));
	EXPECT_EQ(program.clip(id).stage, ClipStage::Failed);
}

TEST_F(EditOfAPost, TellsThatItLooksAtTheOtherFile)
{
	const ClipId id = edit();
	program.composer().sourceWaits(program.sourceOf(id));
	EXPECT_EQ(program.clip(id).stage, ClipStage::Waiting);
	program.turn();
	program.changes = 0;
	program.fail(id);
	program.turn();
	EXPECT_EQ(program.changes, 1);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Checking);
}

TEST_F(EditOfAPost, BringsBackWhatWasMadeOfTheRecording)
{
	program.scenes = {{.beforeEnd_ms = 4000, .sceneName = "Arena", .cameras = {{.sourceName = "Face"}}}};
	const ClipId first = program.ready("old.mkv");
	const Media::CaptureContext context = program.clip(first).context;
	ASSERT_EQ(context.scenes.size(), 1u);
	Draft draft = finishedDraft("cut");
	draft.plan.start_ms = 1000;
	program.composer().setDraft(first, draft);
	program.becomePrepared(first);
	program.answerCreator();
	program.composer().post(first);
	video = program.lastVideo();
	video.uploadFile = "/cache/cut.mp4";
	program.acceptLastPost();
	show();

	const ClipId id = edit();
	EXPECT_EQ(program.clip(id).draft.plan, draft.plan);
	EXPECT_EQ(program.clip(id).context, context) << "its scenes, too";
	program.becomeKnown(id, "old.mkv");
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing) << "the recording is the one that was posted";
	ASSERT_TRUE(program.services().preparations.back().earlier);
	EXPECT_EQ(program.services().preparations.back().earlier->file, "/cache/cut.mp4");

	program.fail(id, errorOf(ErrorKind::ClipFile, "file_missing"));
	program.composer().prepareAgain(id);
	program.fail(id, errorOf(ErrorKind::ClipFile, "file_missing"));
	EXPECT_EQ(program.services().admissions.back().candidate.file, "/cache/cut.mp4");
	EXPECT_TRUE(program.clip(id).draft.plan.isPlain()) << "that is cut already";
	EXPECT_TRUE(program.clip(id).context.scenes.empty()) << "they were places in the recording";
	EXPECT_EQ(program.clip(id).context.sceneName, context.sceneName);
}

TEST_F(EditOfAPost, IsNeverPostedByItself)
{
	program.arm(true);
	const ClipId id = edit();
	becomeReady(id);
	EXPECT_FALSE(program.state().autoPublish.countdown);
	program.composer().postNow(program.counting());
	EXPECT_TRUE(program.services().posts.empty());
}

} // namespace
} // namespace DirectPost::Compose
