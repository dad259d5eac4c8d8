#include "Program.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

using TikTok::PrivacyLevel;

class Posting : public testing::Test {
protected:
	Posting()
	{
		id = program.readyByHand("a.mkv");
		program.connectAndAsk();
	}
	void write(const Draft &draft) { program.composer().setDraft(id, draft); }
	size_t posts() { return program.services().posts.size(); }

	Program program;
	ClipId id = kNoClip;
};

TEST_F(Posting, SendsTheClipWithExactlyWhatWasSaid)
{
	Draft draft = finishedDraft("clutch #speedrun");
	draft.isDisclosureOn = true;
	draft.info.commercial.isYourBrand = true;
	draft.info.isAiGenerated = true;
	draft.cover_ms = 1500;
	write(draft);
	program.composer().post(id);
	const Publish::PostRequest &request = program.lastPost().what;
	EXPECT_EQ(request.accountOpenId, kNia);
	EXPECT_EQ(request.accountUsername, "niaplays");
	EXPECT_EQ(request.clipId, id);
	EXPECT_FALSE(request.isRepeatWanted);
	const Publish::VideoRequest &video = program.lastVideo();
	const Media::Source source = program.knownSource(id);
	EXPECT_EQ(video.originalFile, "/recordings/a.mkv");
	EXPECT_EQ(video.uploadFile, preparedOf(source).file);
	EXPECT_EQ(video.uploadIdentity, preparedOf(source).identity);
	EXPECT_EQ(video.contentType, "video/mp4");
	EXPECT_TRUE(video.ownsUploadFile);
	EXPECT_EQ(video.contentId, source.identity.contentId());
	EXPECT_EQ(video.post.info, draft.info);
	EXPECT_EQ(video.post.cover_ms, 1500);
}

TEST_F(Posting, ChoosesNothingByItself)
{
	program.composer().post(id);
	EXPECT_EQ(posts(), 0u);
	EXPECT_EQ(program.clip(id).draft, Draft());
	program.composer().askCreator();
	program.answerCreator();
	EXPECT_EQ(program.clip(id).draft, Draft());
	EXPECT_EQ(program.state().photos.draft, PhotoDraft());
	EXPECT_EQ(program.state().preset.draft, PresetDraft());
}

TEST_F(Posting, TakesBackATickThatTheCreatorMayNotSet)
{
	Draft draft = finishedDraft("words");
	draft.info.interactions.allowDuet = true; // creator() has turned it off
	write(draft);
	EXPECT_FALSE(program.clip(id).draft.info.interactions.allowDuet);
	EXPECT_TRUE(program.clip(id).draft.info.interactions.allowComment);
	PhotoDraft photos = finishedPhotos("title");
	photos.info.interactions.allowStitch = true; // photos have none
	program.composer().setPhotoDraft(photos);
	EXPECT_EQ(program.state().photos.draft, finishedPhotos("title"));
	PresetDraft preset;
	preset.info.interactions.allowDuet = true;
	program.composer().setPresetDraft(preset);
	EXPECT_FALSE(program.state().preset.draft.info.interactions.allowDuet);
}

TEST_F(Posting, TakesTheClipOffTheListWhenThePostIsStored)
{
	write(finishedDraft("words"));
	program.composer().post(id);
	EXPECT_TRUE(program.clip(id).isBeingPosted);
	EXPECT_TRUE(program.services().released.empty());
	const uint64_t source = program.sourceOf(id);
	program.acceptLastPost();
	EXPECT_FALSE(program.isAtHand(id));
	EXPECT_EQ(program.services().released, std::vector{source});
	EXPECT_TRUE(program.services().discarded.empty()) << "the post needs its file";
}

TEST_F(Posting, KeepsTheClipAndItsWordsWhenThePostIsRefused)
{
	write(finishedDraft("words"));
	program.composer().post(id);
	const Error error = errorOf(ErrorKind::Repeat, "posted_already");
	program.refuseLastPost(error);
	EXPECT_EQ(program.clip(id).refusal, error);
	EXPECT_TRUE(program.clip(id).mayPostAgain);
	EXPECT_EQ(program.clip(id).draft, finishedDraft("words"));
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::None);
	program.composer().postAgain(id);
	EXPECT_EQ(posts(), 2u);
	EXPECT_TRUE(program.lastPost().what.isRepeatWanted);
	EXPECT_FALSE(program.clip(id).refusal);
}

TEST_F(Posting, ForgetsARefusalWhenAnotherPartIsChosen)
{
	Draft draft = finishedDraft("words");
	write(draft);
	program.composer().post(id);
	program.refuseLastPost(errorOf(ErrorKind::Repeat, "posted_already"));
	draft.plan.end_ms = 1000;
	write(draft);
	EXPECT_FALSE(program.clip(id).refusal);
	EXPECT_FALSE(program.clip(id).mayPostAgain);
}

TEST_F(Posting, LeavesTheWordsAloneWhileThePostIsOnItsWay)
{
	write(finishedDraft("words"));
	program.composer().post(id);
	write(finishedDraft("other words"));
	EXPECT_EQ(program.clip(id).draft, finishedDraft("words"));
}

TEST_F(Posting, TakesAnAnswerForNoOtherPost)
{
	write(finishedDraft("first"));
	program.composer().post(id);
	const auto first = program.lastPost().request;
	const ClipId other = program.readyByHand("b.mkv");
	program.answerCreator();
	program.composer().setDraft(other, finishedDraft("second"));
	program.composer().post(other);
	const auto second = program.lastPost().request;
	EXPECT_NE(first, second);
	program.composer().posted(second);
	EXPECT_TRUE(program.clip(id).isBeingPosted);
	EXPECT_FALSE(program.isAtHand(other));
	program.composer().posted(second);
	program.composer().refused(second, errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_TRUE(program.clip(id).isBeingPosted);
	program.composer().posted(first);
	EXPECT_TRUE(program.state().clips.empty());
}

TEST_F(Posting, AsksTikTokAnewForTheNextClip)
{
	const int before = program.services().creatorRequests;
	program.readyByHand("b.mkv");
	EXPECT_EQ(program.services().creatorRequests, before + 1);
	program.answerCreator();
	program.composer().showPrevious();
	EXPECT_EQ(program.services().creatorRequests, before + 2);
	program.composer().askCreator();
	EXPECT_EQ(program.services().creatorRequests, before + 2) << "an answer is on its way";
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::AskingTikTok);
}

TEST_F(Posting, SendsPhotosAndEmptiesTheirForm)
{
	const PhotoDraft draft = finishedPhotos("two pictures");
	program.composer().setPhotoDraft(draft);
	EXPECT_EQ(program.state().photos.obstacle, Obstacle::None);
	program.composer().postPhotos();
	program.composer().postPhotos();
	ASSERT_EQ(posts(), 1u);
	const TikTok::PhotoPost &post = program.lastPhotos().post;
	EXPECT_EQ(post.imageUrls, draft.addresses);
	EXPECT_EQ(post.coverIndex, 1);
	EXPECT_EQ(post.title, "two pictures");
	EXPECT_EQ(post.info, draft.info);
	EXPECT_NE(program.lastPost().what.clipId, kNoClip) << "so that a restart knows what was posted";
	EXPECT_EQ(program.state().photos.obstacle, Obstacle::Posting);
	program.composer().setPhotoDraft(finishedPhotos("other"));
	EXPECT_EQ(program.state().photos.draft, draft);
	program.acceptLastPost();
	EXPECT_EQ(program.state().photos.draft, PhotoDraft());
	EXPECT_FALSE(program.state().photos.isBeingPosted);
}

TEST_F(Posting, KeepsThePhotosWhenTheyAreRefused)
{
	program.composer().setPhotoDraft(finishedPhotos("title"));
	program.composer().postPhotos();
	const Error error = errorOf(ErrorKind::Disk, "store_full");
	program.refuseLastPost(error);
	EXPECT_EQ(program.state().photos.refusal, error);
	EXPECT_EQ(program.state().photos.draft, finishedPhotos("title"));
	EXPECT_EQ(program.state().photos.obstacle, Obstacle::None);
}

TEST_F(Posting, SaysWhyACommandAboutAPostCameToNothing)
{
	program.composer().command(7, JobCommand::Retry);
	ASSERT_EQ(program.services().commands.size(), 1u);
	EXPECT_EQ(program.services().commands.back().job, 7);
	EXPECT_EQ(program.services().commands.back().command, JobCommand::Retry);
	const Error error = errorOf(ErrorKind::Refused, "too_late");
	program.composer().refused(program.services().commands.back().request, error);
	ASSERT_TRUE(program.state().jobRefusal);
	EXPECT_EQ(program.state().jobRefusal->job, 7);
	EXPECT_EQ(program.state().jobRefusal->error, error);
	program.turn();
	program.composer().clearFinished();
	EXPECT_FALSE(program.state().jobRefusal) << "that was before";
	program.turn();
	EXPECT_EQ(program.changes, 2);
	program.composer().done(program.services().commands.back().request);
	EXPECT_FALSE(program.state().jobRefusal);
}

TEST_F(Posting, SearchesTheHistory)
{
	program.composer().searchHistory(QStringLiteral("clutch"));
	EXPECT_EQ(program.services().searched, QStringLiteral("clutch"));
	Publish::JobSnapshot found;
	found.id = 3;
	const Publish::RequestId search = program.services().lastRequest();
	program.composer().historyFound(search, {found});
	EXPECT_EQ(program.state().history.size(), 1);

	program.composer().historyFailed(search, {.kind = ErrorKind::Disk, .code = "store_failed"});
	EXPECT_TRUE(program.state().history.isEmpty());
	EXPECT_TRUE(program.state().historyTrouble);
	program.composer().historyFound(search, {found});
	EXPECT_FALSE(program.state().historyTrouble);
}

TEST_F(Posting, TakesNoAnswerToAnEarlierSearch)
{
	program.composer().searchHistory(QStringLiteral("clutch"));
	const Publish::RequestId earlier = program.services().lastRequest();
	program.composer().searchHistory(QStringLiteral("fail"));
	program.composer().historyFound(earlier, {Publish::JobSnapshot{.id = 3}});
	EXPECT_TRUE(program.state().history.isEmpty());
	program.composer().historyFailed(earlier, {.kind = ErrorKind::Disk, .code = "store_failed"});
	EXPECT_FALSE(program.state().historyTrouble);
}

} // namespace
} // namespace DirectPost::Compose
