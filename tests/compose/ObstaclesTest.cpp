#include "Program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace DirectPost::Compose {
namespace {

using TikTok::PrivacyLevel;

// How each obstacle comes to be, as a person meets it wherever that is possible.
struct ObstacleCase {
	Obstacle obstacle;
	std::function<Obstacle(Program &)> meet;

	friend void PrintTo(const ObstacleCase &one, std::ostream *out) { *out << nameOf(one.obstacle); }
};

Obstacle inForm(Program &program)
{
	return program.state().shownClip()->obstacle;
}

Obstacle inDraft(const std::function<void(Draft &)> &change)
{
	Draft draft = finishedDraft("words");
	change(draft);
	return obstacleIn(draft.info, draft.isDisclosureOn, creator());
}

Obstacle inPhotos(const std::function<void(PhotoDraft &)> &change)
{
	PhotoDraft draft = finishedPhotos("title");
	change(draft);
	return obstacleIn(draft, creator());
}

void addPicture(Program &program)
{
	program.connectAndAsk();
	program.composer().hostingChanged({.isKnown = true, .place = {}, .testError = {}});
	program.composer().addPictures({"/shots/one.png"});
}

const std::vector<ObstacleCase> &obstacleCases()
{
	static const std::vector<ObstacleCase> all = {
		{Obstacle::NotConnected,
		 [](Program &program) {
			 program.readyByHand("a.mkv");
			 return inForm(program);
		 }},
		{Obstacle::AskingTikTok,
		 [](Program &program) {
			 program.connect();
			 program.readyByHand("a.mkv");
			 return inForm(program);
		 }},
		{Obstacle::NoCreatorInfo,
		 [](Program &program) {
			 program.connect();
			 program.readyByHand("a.mkv");
			 program.composer().creatorInfoFailed(errorOf(ErrorKind::Server, "tiktok_down"));
			 return inForm(program);
		 }},
		{Obstacle::NoClip,
		 [](Program &program) {
			 return program.state().obstacle();
		 }},
		{Obstacle::Posting,
		 [](Program &program) {
			 const ClipId id = program.readyByHand("a.mkv");
			 program.connectAndAsk();
			 program.composer().setDraft(id, finishedDraft("words"));
			 program.composer().post(id);
			 return inForm(program);
		 }},
		{Obstacle::Editing,
		 [](Program &program) {
			 const ClipId id = program.readyByHand("a.mkv");
			 program.connectAndAsk();
			 program.composer().setDraft(id, finishedDraft("words"));
			 program.composer().noteEditor(id, true);
			 return inForm(program);
		 }},
		{Obstacle::AutoPublishing,
		 [](Program &program) {
			 program.connectAndAsk();
			 program.arm();
			 program.ready("a.mkv");
			 program.answerCreator();
			 return inForm(program);
		 }},
		{Obstacle::ClipFailed,
		 [](Program &program) {
			 program.fail(program.arrive("a.mkv"));
			 return inForm(program);
		 }},
		{Obstacle::ClipNotReady,
		 [](Program &program) {
			 program.becomeKnown(program.arrive("a.mkv"));
			 return inForm(program);
		 }},
		{Obstacle::ClipRefused,
		 [](Program &program) {
			 const ClipId id = program.arrive("a.mkv");
			 Media::Source source = program.knownSource(id);
			 source.info.videoCodec.clear();
			 program.composer().sourceKnown(source);
			 return inForm(program);
		 }},
		{Obstacle::CaptionTooLong,
		 [](Program &) {
			 return inDraft([](Draft &draft) { draft.info.caption = std::string(2201, 'x'); });
		 }},
		{Obstacle::NoPrivacy,
		 [](Program &program) {
			 program.readyByHand("a.mkv");
			 program.connectAndAsk();
			 return inForm(program);
		 }},
		{Obstacle::PrivacyNotOffered,
		 [](Program &) {
			 return inDraft(
				 [](Draft &draft) { draft.info.privacyLevel = PrivacyLevel::MutualFollowFriends; });
		 }},
		{Obstacle::DisclosureUnfinished,
		 [](Program &) {
			 return inDraft([](Draft &draft) { draft.isDisclosureOn = true; });
		 }},
		{Obstacle::BrandedIsPrivate,
		 [](Program &) {
			 return inDraft([](Draft &draft) {
				 draft.isDisclosureOn = true;
				 draft.info.commercial.isBrandedContent = true;
				 draft.info.privacyLevel = PrivacyLevel::SelfOnly;
			 });
		 }},
		{Obstacle::PicturesUnderWay,
		 [](Program &program) {
			 addPicture(program);
			 return program.state().photos.obstacle;
		 }},
		{Obstacle::PictureFailed,
		 [](Program &program) {
			 addPicture(program);
			 program.composer().hostingFailed(program.services().lastHosting,
							  errorOf(ErrorKind::PhotoHost, "hosting_slow"));
			 return program.state().photos.obstacle;
		 }},
		{Obstacle::NoPhotos,
		 [](Program &program) {
			 program.connectAndAsk();
			 return program.state().photos.obstacle;
		 }},
		{Obstacle::TooManyPhotos,
		 [](Program &) {
			 return inPhotos([](PhotoDraft &draft) {
				 draft.addresses.assign(TikTok::kPhotos + 1, "https://example.com/a.jpg");
			 });
		 }},
		{Obstacle::PhotosNotHttps,
		 [](Program &) {
			 return inPhotos([](PhotoDraft &draft) { draft.addresses = {"http://example.com/a.jpg"}; });
		 }},
		{Obstacle::TitleTooLong,
		 [](Program &) {
			 return inPhotos([](PhotoDraft &draft) { draft.title = std::string(91, 'x'); });
		 }},
		{Obstacle::DescriptionTooLong,
		 [](Program &) {
			 return inPhotos([](PhotoDraft &draft) { draft.info.caption = std::string(4001, 'x'); });
		 }},
		{Obstacle::NoKindOfClip,
		 [](Program &program) {
			 program.connectAndAsk();
			 PresetDraft draft;
			 draft.info.privacyLevel = PrivacyLevel::SelfOnly;
			 draft.forRecordings = draft.forReplays = false;
			 program.composer().setPresetDraft(draft);
			 return program.state().preset.obstacle;
		 }},
		{Obstacle::UnknownWord,
		 [](Program &program) {
			 program.connectAndAsk();
			 PresetDraft draft;
			 draft.info.caption = "{gaem}";
			 draft.info.privacyLevel = PrivacyLevel::SelfOnly;
			 program.composer().setPresetDraft(draft);
			 return program.state().preset.obstacle;
		 }},
		{Obstacle::NoSetName,
		 [](Program &) {
			 return obstacleIn({.name = " ", .hashtags = "#a"}, "", {});
		 }},
		{Obstacle::SetNameTaken,
		 [](Program &) {
			 return obstacleIn({.name = "B ", .hashtags = "#a"}, "A", {{"A", "#a"}, {"B", "#b"}});
		 }},
		{Obstacle::NoHashtags,
		 [](Program &) {
			 return obstacleIn({.name = "A", .hashtags = " #"}, "A", {});
		 }},
		{Obstacle::DraftsNotGranted,
		 [](Program &program) {
			 const ClipId id = program.readyByHand("a.mkv");
			 AccountState account = connectedAs(kNia);
			 account.identity.maySendDrafts = false;
			 program.composer().accountChanged(account);
			 return program.clip(id).draftObstacle;
		 }},
		{Obstacle::TooManyDrafts,
		 [](Program &program) {
			 const ClipId id = program.readyByHand("a.mkv");
			 program.connect();
			 Publish::QueueSnapshot queue;
			 queue.pendingDrafts[kNia] = Publish::kMostPendingDrafts;
			 program.composer().queueChanged(queue);
			 return program.clip(id).draftObstacle;
		 }},
	};
	return all;
}

class EachObstacle : public testing::TestWithParam<ObstacleCase> {};

TEST_P(EachObstacle, IsMet)
{
	Program program;
	EXPECT_EQ(GetParam().meet(program), GetParam().obstacle);
}

INSTANTIATE_TEST_SUITE_P(Obstacles, EachObstacle, testing::ValuesIn(obstacleCases()),
			 [](const auto &one) { return std::string(nameOf(one.param.obstacle)); });

TEST(Obstacles, HaveEachARowAbove)
{
	std::set<Obstacle> rows;
	for (const ObstacleCase &one : obstacleCases())
		EXPECT_TRUE(rows.insert(one.obstacle).second) << nameOf(one.obstacle);
	int count = 0;
	for (int value = 1; *nameOf(static_cast<Obstacle>(value)) != '\0'; ++value, ++count)
		EXPECT_TRUE(rows.contains(static_cast<Obstacle>(value))) << nameOf(static_cast<Obstacle>(value));
	EXPECT_EQ(rows.size(), static_cast<size_t>(count));
}

TEST(Obstacles, AreNoneWhenEverythingIsSaid)
{
	Program program;
	const ClipId id = program.readyByHand("a.mkv");
	program.connectAndAsk();
	program.composer().setDraft(id, finishedDraft(""));
	program.composer().setPhotoDraft(finishedPhotos(""));
	program.arm();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::None);
	EXPECT_EQ(program.state().photos.obstacle, Obstacle::None);
	EXPECT_EQ(program.state().preset.obstacle, Obstacle::None);
}

TEST(Obstacles, BeginRightBehindEachLimit)
{
	const std::string twoUnits = "\xF0\x9F\x8E\xAE"; // TikTok counts UTF-16 units
	EXPECT_EQ(inDraft([&](Draft &draft) { draft.info.caption = std::string(2200, 'x'); }), Obstacle::None);
	EXPECT_EQ(inDraft([&](Draft &draft) { draft.info.caption = std::string(2198, 'x') + twoUnits; }),
		  Obstacle::None);
	EXPECT_EQ(inDraft([&](Draft &draft) { draft.info.caption = std::string(2199, 'x') + twoUnits; }),
		  Obstacle::CaptionTooLong);
	EXPECT_EQ(inPhotos([](PhotoDraft &draft) { draft.title = std::string(90, 'x'); }), Obstacle::None);
	EXPECT_EQ(inPhotos([](PhotoDraft &draft) { draft.info.caption = std::string(4000, 'x'); }), Obstacle::None);
	EXPECT_EQ(inPhotos([](PhotoDraft &draft) {
			  draft.addresses.assign(TikTok::kPhotos, "https://example.com/a.jpg");
		  }),
		  Obstacle::None);
}

TEST(Obstacles, TakeOnlyWholeHttpsAddressesForPhotos)
{
	for (const char *address : {"http://example.com/a.jpg", "example.com/a.jpg", "https://", "https:///a.jpg",
				    "https://a b/c.jpg", "", "ftp://example.com/a.jpg"})
		EXPECT_EQ(inPhotos([&](PhotoDraft &draft) { draft.addresses.emplace_back(address); }),
			  Obstacle::PhotosNotHttps)
			<< address;
	EXPECT_EQ(inPhotos([](PhotoDraft &draft) { draft.addresses = {"https://example.com/a%20b.jpg?size=2"}; }),
		  Obstacle::None);
}

TEST(Obstacles, NameTheUnfinishedDisclosureUntilItSaysWhat)
{
	EXPECT_EQ(inDraft([](Draft &draft) {
			  draft.isDisclosureOn = true;
			  draft.info.commercial.isYourBrand = true;
		  }),
		  Obstacle::None);
	EXPECT_EQ(inDraft([](Draft &draft) {
			  draft.isDisclosureOn = true;
			  draft.info.commercial.isBrandedContent = true;
		  }),
		  Obstacle::None);
}

TEST(Obstacles, OfAClipComeBeforeThoseOfTheAccountAndTheWords)
{
	Program program;
	const ClipId id = program.arrive("a.mkv");
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipNotReady);
	program.connectAndAsk();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipNotReady);
	program.becomeReady(id);
	program.answerCreator();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::NoPrivacy);
}

TEST(Obstacles, ComeBackWhenTheEditThatMendedAClipIsTakenBack)
{
	Program program;
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	const Media::Prepared mended = preparedOf(source);
	source.info.videoCodec = "av1";
	program.composer().sourceKnown(source);
	program.connectAndAsk();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipRefused);

	Draft draft = program.clip(id).draft;
	draft.plan.isRepaired = true;
	program.composer().setDraft(id, draft);
	program.composer().prepared(source.id, draft.plan, mended);
	program.answerCreator();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::NoPrivacy);

	draft.plan = {};
	program.composer().setDraft(id, draft);
	program.answerCreator();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipRefused);
	EXPECT_EQ(std::ranges::count(program.services().calls, "discard"), 1);
}

TEST(Obstacles, SayThatAClipIsLongerThanThisCreatorMayPost)
{
	Program program;
	const ClipId id = program.readyByHand("a.mkv");
	program.connect();
	TikTok::CreatorInfo brief = creator();
	brief.maxVideoDuration_s = 41;
	program.composer().askCreator();
	program.answerCreator(brief);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipRefused);
	program.answerCreator();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::NoPrivacy);
}

} // namespace
} // namespace DirectPost::Compose
