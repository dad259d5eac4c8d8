#include "Program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

// What is made of a clip at hand.
namespace DirectPost::Compose {
namespace {

class Editing : public testing::Test {
protected:
	Editing() { program.connectAndAsk(); }
	Composer &composer() { return program.composer(); }
	Media::Source sourceWithFacts(ClipId id)
	{
		Media::Source source = program.knownSource(id);
		source.facts = Media::MediaFacts{.file = source.info.file,
						 .size_bytes = source.info.size_bytes,
						 .duration_us = source.info.duration_ms * 1000,
						 .videoCodec = "h264",
						 .stored = source.info.size,
						 .shown = source.info.size,
						 .frameRate = source.info.frameRate,
						 .nominalFrameRate = source.info.frameRate};
		return source;
	}
	const FakeServices::Preparation &lastPreparation() { return program.services().preparations.back(); }
	const Media::Finding &findingAt(ClipId id, size_t place) { return program.clip(id).findings.at(place); }

	Program program;
};

constexpr size_t kDuration = 2; // the findings' places
constexpr size_t kCodec = 5;

TEST_F(Editing, KeepsTheLastSecondsAndPreparesThem)
{
	const ClipId id = program.ready("a.mkv");
	composer().keepLast(id, 30'000);
	EXPECT_EQ(program.clip(id).draft.plan.start_ms, 12'000);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	EXPECT_EQ(lastPreparation().plan.start_ms, 12'000);
	program.becomePrepared(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
}

TEST_F(Editing, TheLastSecondsOfAShorterClipAreAllOfIt)
{
	const ClipId id = program.ready("a.mkv");
	const size_t preparations = program.services().preparations.size();
	composer().keepLast(id, 60'000);
	EXPECT_TRUE(program.clip(id).draft.plan.isPlain());
	EXPECT_EQ(program.services().preparations.size(), preparations);
}

TEST_F(Editing, TrimsToWhatThisAccountMayPost)
{
	TikTok::CreatorInfo limited = creator();
	limited.maxVideoDuration_s = 40;
	program.answerCreator(limited);
	const ClipId id = program.ready("a.mkv");
	program.answerCreator(limited);
	EXPECT_EQ(findingAt(id, kDuration).remedy, Media::Remedy::Trim);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipRefused);
	composer().trimToLimit(id);
	EXPECT_EQ(program.clip(id).draft.plan.target.most_ms, 40'000);
	EXPECT_TRUE(program.clip(id).findings.empty()) << "nothing is known of what is being made";
	Media::Prepared trimmed = preparedOf(program.knownSource(id));
	trimmed.info.duration_ms = 40'000;
	composer().prepared(program.sourceOf(id), program.clip(id).draft.plan, trimmed);
	EXPECT_EQ(findingAt(id, kDuration).severity, Media::Severity::Pass);
}

TEST_F(Editing, RepairsWhatTikTokWouldRefuse)
{
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	source.info.videoCodec = "av1";
	composer().sourceKnown(source);
	ASSERT_EQ(program.clip(id).stage, ClipStage::Ready);
	EXPECT_EQ(findingAt(id, kCodec).remedy, Media::Remedy::Repair);
	EXPECT_TRUE(program.services().preparations.empty());
	composer().repair(id);
	EXPECT_TRUE(program.clip(id).draft.plan.isRepaired);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	composer().prepared(source.id, program.clip(id).draft.plan, preparedOf(program.knownSource(id)));
	EXPECT_EQ(findingAt(id, kCodec).severity, Media::Severity::Pass);
	composer().takeEditBack(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipRefused);
}

TEST_F(Editing, TheWholeClipComesBack)
{
	const ClipId id = program.ready("a.mkv");
	composer().keepLast(id, 30'000);
	program.becomePrepared(id);
	composer().takeEditBack(id);
	EXPECT_TRUE(program.clip(id).draft.plan.isPlain());
	EXPECT_TRUE(lastPreparation().plan.isPlain());
}

TEST_F(Editing, ACoverStaysThePictureThatWasChosen)
{
	const ClipId id = program.ready("a.mkv");
	Edit edit;
	edit.plan.start_ms = 5000;
	edit.cover_ms = 20'000;
	composer().useEdit(id, edit);
	EXPECT_EQ(program.clip(id).draft.cover_ms, 15'000);
	composer().keepLast(id, 30'000);
	EXPECT_EQ(program.clip(id).draft.cover_ms, 8000);
	composer().takeEditBack(id);
	EXPECT_EQ(program.clip(id).draft.cover_ms, 20'000);
	composer().keepLast(id, 10'000);
	EXPECT_EQ(program.clip(id).draft.cover_ms, std::nullopt) << "it is no longer in the clip";
}

TEST_F(Editing, SaysWhatAnEditTakes)
{
	const ClipId id = program.arrive("a.mkv");
	composer().sourceKnown(sourceWithFacts(id));
	EXPECT_FALSE(program.clip(id).estimate) << "the whole clip takes nothing worth a word";
	composer().keepLast(id, 30'000);
	ASSERT_TRUE(program.clip(id).estimate);
	EXPECT_NEAR(static_cast<double>(program.clip(id).estimate->duration_ms), 30'000, 20);
	EXPECT_GT(program.clip(id).estimate->size_bytes, 1'000'000);
	const double usual_s = program.clip(id).estimate->work_s;
	program.services().speed = Media::kUsualPixelsPerSecond / 10;
	composer().setSettings({.encoder = {.alwaysEncodes = true}});
	EXPECT_GT(program.clip(id).estimate->work_s, 5 * usual_s) << "this machine, and its settings";
}

TEST_F(Editing, WhatAnEarlierRunMadeByAnotherPlanIsNotTakenForTheNewOne)
{
	const ClipId id = program.ready("a.mkv", Media::Origin::ChosenByHand);
	composer().flush();
	program.restart();
	program.connectAndAsk();
	program.becomeKnown(id);
	composer().keepLast(id, 30'000);
	EXPECT_FALSE(lastPreparation().earlier);
}

TEST_F(Editing, RemembersTheLayoutOfAScene)
{
	const ClipId first = program.ready("a.mkv");
	EXPECT_FALSE(program.clip(first).terms.sceneLayout);
	Edit edit;
	edit.plan.layout = layoutFor(Media::LayoutKind::CameraOverGame, program.clip(first).info.size);
	edit.plan.layout.camera.x_px = 1200;
	composer().useEdit(first, edit);
	const ClipId second = program.ready("b.mkv");
	EXPECT_EQ(program.clip(second).terms.sceneLayout, edit.plan.layout);
	program.restart();
	const ClipId third = program.ready("c.mkv");
	EXPECT_EQ(program.clip(third).terms.sceneLayout, edit.plan.layout);
	edit.plan.layout = {};
	composer().useEdit(third, edit);
	EXPECT_TRUE(program.clip(third).terms.sceneLayout) << "as it was recorded is no layout to remember";
}

TEST_F(Editing, ADamagedListOfLayoutsIsAnEmptyOne)
{
	program.close();
	std::ofstream(program.folder.path() / "scene-layouts.json") << R"({"Game": {"kind": "sideways"}})";
	program.start();
	EXPECT_FALSE(program.clip(program.ready("a.mkv")).terms.sceneLayout);
}

TEST_F(Editing, WaitsWhileTheClipIsBeingPosted)
{
	const ClipId id = program.arrive("a.mkv");
	EXPECT_FALSE(program.clip(id).mayBeEdited) << "nothing is known of it";
	program.becomeReady(id);
	program.answerCreator();
	EXPECT_TRUE(program.clip(id).mayBeEdited);
	composer().setDraft(id, finishedDraft("words"));
	composer().post(id);
	ASSERT_TRUE(program.clip(id).isBeingPosted);
	EXPECT_FALSE(program.clip(id).mayBeEdited);
	composer().keepLast(id, 30'000);
	EXPECT_TRUE(program.clip(id).draft.plan.isPlain());
}

} // namespace
} // namespace DirectPost::Compose
