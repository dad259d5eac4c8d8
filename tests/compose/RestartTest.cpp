#include "Restart.hpp"

namespace DirectPost::Compose {
namespace {

TEST_F(Restart, BringsBackTheSettings)
{
	EXPECT_EQ(program.state().settings, Settings());
	const Settings chosen = {.preparedFolder = QString::fromUtf8("/disk/\xC3\xA4"),
				 .encoder = {.encoder = "h264_vaapi", .alwaysEncodes = true},
				 .takesRecordings = false,
				 .takesReplays = false,
				 .takesOtherOutputs = false,
				 .beforeMark_ms = 12'000,
				 .mayRemoteControlPost = true,
				 .notifies = false};
	program.composer().setSettings(chosen);
	const auto areInUse = [this, &chosen] {
		return program.services().preparedFolder == std::filesystem::path(u8"/disk/\u00e4") &&
		       program.services().encoder == chosen.encoder;
	};
	EXPECT_TRUE(areInUse());
	program.restart();
	EXPECT_EQ(program.state().settings, chosen);
	EXPECT_TRUE(areInUse());
	program.composer().setSettings({});
	EXPECT_TRUE(program.services().preparedFolder.empty());
	program.restart();
	EXPECT_EQ(program.state().settings, Settings());
}

TEST_F(Restart, BringsBackClipsDraftsAndTheOneInTheForm)
{
	const ClipId first = program.ready("first.mkv", Media::Origin::Replay);
	const ClipId second = program.ready("second.mkv");
	const ClipId third = program.readyByHand("third \xC3\xA4 \"quoted\".mkv");
	const Draft firstDraft = writeOn(first, "half a capt\nand a \"second\" line \xF0\x9F\x8E\xAE");
	const Draft thirdDraft = writeOn(third, "third");
	program.composer().show(second);
	program.composer().setPhotoDraft(finishedPhotos("photos"));
	program.restart();
	EXPECT_EQ(program.clipIds(), (std::vector{first, second, third}));
	EXPECT_EQ(program.state().shown, second);
	EXPECT_EQ(program.clip(first).draft, firstDraft);
	EXPECT_EQ(program.clip(second).draft, Draft());
	EXPECT_EQ(program.clip(third).draft, thirdDraft);
	EXPECT_EQ(program.clip(first).origin, Media::Origin::Replay);
	EXPECT_EQ(program.clip(first).context.sceneName, "Game");
	EXPECT_EQ(program.clip(third).name, QString::fromUtf8("third \xC3\xA4 \"quoted\".mkv"));
	EXPECT_EQ(program.state().photos.draft, finishedPhotos("photos"));
}

TEST_F(Restart, BringsBackHowAClipIsCut)
{
	const ClipId id = program.ready("a.mkv");
	Draft cut;
	const Media::PictureLayout layout = {.kind = Media::LayoutKind::CameraOverGame,
					     .window = {420, 0, 1080, 1080},
					     .camera = {0, 800, 400, 280},
					     .cameraShare_percent = 35};
	cut.plan = {.start_ms = 1'000,
		    .end_ms = 31'000,
		    .layout = layout,
		    .layoutChanges = {{.from_ms = 4'000, .layout = {.kind = Media::LayoutKind::VerticalBlurred}}},
		    .sound = {.tracks = {{{.track = 2, .level_dB = -3.5}, {.track = 3}}}, .isLoudnessNormalised = true},
		    .target = {.most_ms = 20'000, .most_bytes = 64'000'000},
		    .isRepaired = true};
	program.composer().setDraft(id, cut);
	program.restart();
	EXPECT_EQ(program.clip(id).draft, cut);
}

TEST_F(Restart, BringsBackWhereTheCameraLay)
{
	program.scenes = {{.beforeEnd_ms = 9'000,
			   .sceneName = "Game",
			   .cameras = {{.sourceName = "Facecam \xC3\xA4", .window = {10, 20, 300, 200}},
				       {.sourceName = "Hands", .window = {0, 800, 160, 90}}}},
			  {.beforeEnd_ms = 2'000, .sceneName = "Break", .cameras = {}}};
	const ClipId id = program.ready("a.mkv");
	program.restart();
	EXPECT_EQ(program.clip(id).context.scenes, program.scenes);
}

TEST_F(Restart, AfterAKillHasWhatWasWrittenBeforeTheLastPauseInTyping)
{
	const ClipId first = program.ready("a.mkv");
	const ClipId second = program.ready("b.mkv");
	const ClipId third = program.ready("c.mkv");
	writeOn(second, "half a caption");
	program.composer().flush(); // what the pause does
	writeOn(second, "half a caption and m");
	program.kill();
	program.start();
	EXPECT_EQ(program.clipIds(), (std::vector{first, second, third}));
	EXPECT_EQ(program.clip(second).draft.info.caption, "half a caption");
}

TEST_F(Restart, AfterAKillMissesWordsOfLessThanASecond)
{
	const ClipId id = program.ready("a.mkv");
	writeOn(id, "half a caption");
	EXPECT_TRUE(program.turnUntil([&] { return stored().find("half a caption") != std::string::npos; }));
	program.kill();
	program.start();
	EXPECT_EQ(program.clip(id).draft.info.caption, "half a caption");
}

TEST_F(Restart, HasAClipThatHadJustArrivedWhenObsWasKilled)
{
	const ClipId id = program.arrive("a.mkv");
	program.kill();
	program.start();
	EXPECT_TRUE(program.isAtHand(id));
	EXPECT_EQ(program.services().admissions.size(), 1u) << "it is looked at again";
}

TEST_F(Restart, KeepsToTheListThatTheDiskHadWhenItWasStuck)
{
	const ClipId first = program.ready("a.mkv");
	program.isDiskStuck = true;
	program.ready("b.mkv");
	program.kill();
	program.start();
	EXPECT_EQ(program.clipIds(), std::vector{first});
}

TEST_F(Restart, PreparesTheClipInTheFormAndTheOthersWhenTheyAreShown)
{
	const ClipId first = program.ready("a.mkv");
	const ClipId second = program.ready("b.mkv");
	const auto made = preparedOf(program.knownSource(first));
	program.restart();
	program.becomeKnown(second);
	program.becomeKnown(first);
	EXPECT_EQ(program.clip(second).stage, ClipStage::Preparing);
	EXPECT_EQ(program.clip(first).stage, ClipStage::Known);
	program.composer().show(first);
	EXPECT_EQ(program.clip(first).stage, ClipStage::Preparing);
	ASSERT_TRUE(program.services().preparations.back().earlier) << "what was made of it is used again";
	EXPECT_EQ(program.services().preparations.back().earlier->file, made.file);
	EXPECT_EQ(program.services().preparations.back().earlier->identity, made.identity);
}

TEST_F(Restart, DoesNotPrepareByItselfWhatEndedObs)
{
	const ClipId id = program.readyByHand("a.mkv");
	const auto isFailed = [&] {
		const ClipAtHand &clip = program.clip(id);
		return clip.stage == ClipStage::Failed && clip.error->code == "preparation_ended_obs" &&
		       clip.mayPrepareAgain && program.services().preparations.empty();
	};
	Draft cut;
	cut.plan.start_ms = 1'000;
	program.composer().setDraft(id, cut);
	for (int crashes = 0; crashes < 2; crashes++) { // also after another start without a try
		program.kill();
		program.start();
		program.becomeKnown(id);
		EXPECT_TRUE(isFailed());
	}
	program.restart();
	program.becomeKnown(id);
	EXPECT_TRUE(isFailed());
	EXPECT_EQ(program.clip(id).draft, cut);

	program.composer().prepareAgain(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	program.becomePrepared(id);
	program.kill();
	program.start();
	program.becomeKnown(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing) << "it did no harm";
}

TEST_F(Restart, PreparesAgainByItselfWhatObsWasClosedOver)
{
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	program.restart();
	program.becomeKnown(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
}

TEST_F(Restart, PreparesOtherClipsThanTheOneThatEndedObs)
{
	const ClipId good = program.ready("good.mkv");
	const ClipId bad = program.arrive("bad.mkv");
	program.becomeKnown(bad);
	program.kill();
	program.start();
	program.becomeKnown(good);
	program.becomeKnown(bad);
	EXPECT_EQ(program.clip(bad).stage, ClipStage::Failed);
	program.composer().show(good);
	EXPECT_EQ(program.clip(good).stage, ClipStage::Preparing);
}

TEST_F(Restart, UsesNothingThatWasMadeByAnotherPlan)
{
	const ClipId id = program.ready("a.mkv");
	program.restart();
	program.becomeKnown(id);
	ASSERT_TRUE(program.services().preparations.back().earlier);
	Draft cut = program.clip(id).draft;
	cut.plan.start_ms = 1'000;
	program.composer().setDraft(id, cut);
	EXPECT_EQ(program.services().preparations.back().plan, cut.plan);
	EXPECT_FALSE(program.services().preparations.back().earlier);
}

TEST_F(Restart, WaitsAgainForARemuxThatObsWasAbout)
{
	const Media::Candidate candidate{.file = "/recordings/a.mkv",
					 .remuxTarget = "/recordings/a.mp4",
					 .recordingStarted = program.clock.wall};
	program.composer().admit(candidate, Media::Origin::Recording, {});
	program.restart();
	ASSERT_EQ(program.services().admissions.size(), 1u);
	EXPECT_EQ(program.services().admissions.back().candidate.remuxTarget, "/recordings/a.mp4");
}

TEST_F(Restart, KeepsTheWordsForThemselvesWhenAnotherFileHasTheName)
{
	const ClipId id = program.ready("a.mkv");
	const Draft draft = writeOn(id, "about the first file");
	program.restart();
	program.becomeKnown(id, "other contents");
	EXPECT_EQ(program.clip(id).stage, ClipStage::Failed);
	ASSERT_TRUE(program.clip(id).error);
	EXPECT_EQ(program.clip(id).error->code, "clip_replaced");
	EXPECT_EQ(program.clip(id).draft, draft);
	program.connectAndAsk();
	program.composer().post(id);
	EXPECT_TRUE(program.services().posts.empty());
	program.restart();
	EXPECT_EQ(program.clip(id).draft, draft);
	program.becomeKnown(id); // the file is back
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
}

TEST_F(Restart, DoesNotOfferAClipAgainWhosePostWasStored)
{
	const ClipId other = program.readyByHand("other.mkv");
	const ClipId id = program.readyByHand("a.mkv");
	const Publish::PostRequest request = killedAfterPost(id);
	EXPECT_TRUE(program.isAtHand(id)) << "nobody knows yet";
	const uint64_t source = program.sourceOf(id);
	Publish::JobSnapshot job = failedJob(3, request);
	job.stage = Publish::JobStage::Uploading;
	program.showJobs({job});
	EXPECT_EQ(program.clipIds(), std::vector{other});
	EXPECT_EQ(program.services().released, std::vector{source}) << "its file is the post's business";
	EXPECT_TRUE(program.services().discarded.empty());
	program.restart();
	EXPECT_EQ(program.clipIds(), std::vector{other});
}

TEST_F(Restart, OffersAClipAgainWhosePostWasNotStored)
{
	const ClipId id = program.readyByHand("a.mkv");
	killedAfterPost(id);
	program.showJobs({});
	EXPECT_TRUE(program.isAtHand(id));
	EXPECT_FALSE(program.clip(id).isBeingPosted);
}

TEST_F(Restart, WaitsUntilThePostsAreReadBeforeItForgetsAClip)
{
	const ClipId id = program.readyByHand("a.mkv");
	const Publish::PostRequest request = killedAfterPost(id);
	Publish::QueueSnapshot unread;
	unread.isRead = false;
	program.composer().queueChanged(unread);
	EXPECT_TRUE(program.isAtHand(id));
	program.showJobs({failedJob(3, request)});
	EXPECT_FALSE(program.isAtHand(id));
}

TEST_F(Restart, ForgetsWhatIsPostedByAListThatIsReadButInTroubleSince)
{
	const ClipId id = program.readyByHand("a.mkv");
	const Publish::PostRequest request = killedAfterPost(id);
	Publish::QueueSnapshot none;
	none.trouble = errorOf(ErrorKind::Damaged, "store_damaged"); // set aside, and a new one was begun
	program.composer().queueChanged(none);
	EXPECT_TRUE(program.isAtHand(id)) << "no post is of it";
	program.showJobs({failedJob(3, request)});
	EXPECT_TRUE(program.isAtHand(id)) << "what comes later is another post";
}

TEST_F(Restart, SaysAgainWhyAutoPublishLeftAClipUntilItWasSeen)
{
	program.connectAndAsk();
	program.arm();
	const ClipId id = program.arrive("a.mkv");
	program.fail(id);
	program.restart();
	ASSERT_EQ(program.state().autoPublish.reviews.size(), 1);
	EXPECT_EQ(program.state().autoPublish.reviews[0].code, "clip_failed");
	program.composer().dismissReview(id);
	program.restart();
	EXPECT_TRUE(program.state().autoPublish.reviews.empty());
}

TEST_F(Restart, DoesNotOfferPhotosAgainWhosePostWasStored)
{
	program.connectAndAsk();
	program.composer().setPhotoDraft(finishedPhotos("photos"));
	program.composer().postPhotos();
	const Publish::PostRequest request = program.lastPost().what;
	program.kill();
	program.start();
	EXPECT_EQ(program.state().photos.draft, finishedPhotos("photos"));
	program.showJobs({failedJob(3, request)});
	EXPECT_EQ(program.state().photos.draft, PhotoDraft());
}

TEST_F(Restart, NeverUsesANumberTwice)
{
	const ClipId first = program.readyByHand("a.mkv");
	program.composer().putAway(first);
	program.clock.wall -= std::chrono::hours(24 * 365); // set back
	program.restart();
	const ClipId second = program.readyByHand("b.mkv");
	EXPECT_GT(second, first);
	program.kill();
	damage("lost");
	program.clock.wall += std::chrono::hours(2 * 24 * 365);
	program.start();
	EXPECT_GT(program.readyByHand("c.mkv"), second);
}

} // namespace
} // namespace DirectPost::Compose
