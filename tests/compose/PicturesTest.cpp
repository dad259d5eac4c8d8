#include "Program.hpp"

#include <gmock/gmock.h>

// Pictures of this computer in a post of photos.
namespace DirectPost::Compose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Pictures : public testing::Test {
protected:
	Pictures()
	{
		program.connectAndAsk();
		program.composer().hostingChanged(bucket());
	}
	static HostingState bucket()
	{
		return {.isKnown = true,
			.place = {.address = "https://s3.example", .publicAddress = "https://nia.example/p"},
			.hasSecret = true,
			.isSetUp = true,
			.testError = {}};
	}
	void add(const QStringList &files) { program.composer().addPictures(files); }
	std::vector<Picture> pictures() { return program.state().photos.pictures; }
	std::vector<PictureStage> stages()
	{
		std::vector<PictureStage> all;
		for (const Picture &picture : pictures())
			all.push_back(picture.stage);
		return all;
	}
	Hosting::RequestId request() { return program.services().placings.back().request; }
	size_t asked() { return program.services().placings.size(); }
	void place(const char *name)
	{
		program.composer().hostingDone(request(), QStringLiteral("https://nia.example/p/") + name);
	}
	void fail(ErrorKind kind = ErrorKind::PhotoHost)
	{
		program.composer().hostingFailed(request(), errorOf(kind, "hosting_busy"));
	}
	// The words and choices alone.
	void write()
	{
		PhotoDraft draft = finishedPhotos("title");
		draft.addresses.clear();
		program.composer().setPhotoDraft(draft);
	}
	Obstacle obstacle() { return program.state().photos.obstacle; }

	Program program;
};

TEST_F(Pictures, ArePlacedOneAfterTheOther)
{
	add({"/shots/one.png", "/shots/two.png"});
	EXPECT_EQ(pictures().front().name, "one.png");
	EXPECT_THAT(stages(), ElementsAre(PictureStage::UnderWay, PictureStage::Waiting));
	EXPECT_EQ(asked(), 1U);
	EXPECT_EQ(program.services().placings.back().picture, "/shots/one.png");
	place("1.jpg");
	EXPECT_THAT(stages(), ElementsAre(PictureStage::Ready, PictureStage::UnderWay));
	place("2.jpg");
	EXPECT_THAT(stages(), ElementsAre(PictureStage::Ready, PictureStage::Ready));
	EXPECT_EQ(asked(), 2U);
}

TEST_F(Pictures, ArePostedBehindTheAddressesInTheirOwnOrder)
{
	add({"/shots/one.png", "/shots/two.png"});
	program.composer().setPhotoDraft(finishedPhotos("title"));
	EXPECT_EQ(obstacle(), Obstacle::PicturesUnderWay);
	fail(); // the first one, and the second comes before it
	place("2.jpg");
	EXPECT_EQ(obstacle(), Obstacle::PictureFailed);
	program.composer().postPhotos();
	EXPECT_THAT(program.services().posts, IsEmpty());
	program.composer().retryPicture(pictures().front().id);
	place("1.jpg");
	EXPECT_EQ(obstacle(), Obstacle::None);
	program.composer().postPhotos();
	std::vector<std::string> expected = finishedPhotos("title").addresses;
	expected.insert(expected.end(), {"https://nia.example/p/1.jpg", "https://nia.example/p/2.jpg"});
	EXPECT_EQ(program.lastPhotos().post.imageUrls, expected);
}

TEST_F(Pictures, AloneMakeAPost)
{
	write();
	EXPECT_EQ(obstacle(), Obstacle::NoPhotos);
	add({"/shots/one.png"});
	place("1.jpg");
	EXPECT_EQ(obstacle(), Obstacle::None);
	program.composer().postPhotos();
	EXPECT_THAT(program.lastPhotos().post.imageUrls, ElementsAre("https://nia.example/p/1.jpg"));
	program.acceptLastPost();
	EXPECT_THAT(pictures(), IsEmpty());
	EXPECT_THAT(program.services().removedAddresses, IsEmpty()) << "TikTok has still to fetch them";
}

TEST_F(Pictures, AreNotTouchedWhileTheirPostIsOnItsWay)
{
	write();
	add({"/shots/one.png"});
	place("1.jpg");
	program.composer().postPhotos();
	add({"/shots/two.png"});
	program.composer().removePicture(pictures().front().id);
	EXPECT_EQ(pictures().size(), 1U);
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_THAT(stages(), ElementsAre(PictureStage::Ready)) << "nothing is lost";
	program.composer().postPhotos();
	EXPECT_THAT(program.lastPhotos().post.imageUrls, ElementsAre("https://nia.example/p/1.jpg"));
}

TEST_F(Pictures, ThatFailSayWhyAndHoldUpNoOther)
{
	add({"/shots/one.png", "/shots/two.png"});
	fail();
	EXPECT_THAT(stages(), ElementsAre(PictureStage::Failed, PictureStage::UnderWay));
	EXPECT_EQ(pictures().front().error->code, "hosting_busy");
	program.composer().retryPicture(pictures().front().id);
	EXPECT_THAT(stages(), ElementsAre(PictureStage::Waiting, PictureStage::UnderWay));
	EXPECT_EQ(asked(), 2U);
	place("2.jpg");
	EXPECT_EQ(program.services().placings.back().picture, "/shots/one.png");
}

TEST_F(Pictures, ThatAreRemovedAreTakenFromWhereTheyWerePut)
{
	add({"/shots/one.png", "/shots/two.png", "/shots/three.png"});
	place("1.jpg");
	const auto second = request();
	program.composer().removePicture(pictures()[0].id);
	EXPECT_THAT(program.services().removedAddresses, ElementsAre("https://nia.example/p/1.jpg"));
	program.composer().removePicture(pictures()[0].id);
	EXPECT_THAT(program.services().cancelledPictures, ElementsAre(second));
	EXPECT_EQ(program.services().placings.back().picture, "/shots/three.png");
	program.composer().hostingDone(second, "https://nia.example/p/late.jpg");
	EXPECT_THAT(stages(), ElementsAre(PictureStage::UnderWay)) << "that one is not wanted any more";
	EXPECT_EQ(program.services().removedAddresses.back(), "https://nia.example/p/late.jpg");
}

TEST_F(Pictures, TheCoverIsAlwaysOneOfThePhotos)
{
	add({"/shots/one.png", "/shots/two.png"});
	PhotoDraft draft;
	draft.coverIndex = 1;
	program.composer().setPhotoDraft(draft);
	program.composer().removePicture(pictures().front().id);
	EXPECT_EQ(program.state().photos.draft.coverIndex, 0);
}

TEST_F(Pictures, AreTooManyTogetherWithTheAddresses)
{
	program.composer().setPhotoDraft(finishedPhotos("title"));
	QStringList files;
	for (int number = 0; number < TikTok::kPhotos; ++number)
		files << QStringLiteral("/shots/%1.png").arg(number);
	add(files);
	EXPECT_EQ(obstacle(), Obstacle::TooManyPhotos);
}

TEST_F(Pictures, OutliveARestart)
{
	add({"/shots/one.png", "/shots/two.png"});
	place("1.jpg");
	program.restart();
	EXPECT_THAT(stages(), ElementsAre(PictureStage::Ready, PictureStage::Waiting));
	EXPECT_EQ(asked(), 0U) << "nobody has said where to yet";
	HostingState locked = bucket();
	locked.isLocked = true;
	program.composer().hostingChanged(locked);
	EXPECT_EQ(asked(), 0U);
	program.composer().hostingChanged(bucket());
	EXPECT_EQ(program.services().placings.back().picture, "/shots/two.png");
	place("2.jpg");
	EXPECT_EQ(pictures()[0].address, "https://nia.example/p/1.jpg");
	EXPECT_EQ(pictures()[1].address, "https://nia.example/p/2.jpg");
}

TEST_F(Pictures, AloneAreWorthKeepingWhileAnotherPostIsEdited)
{
	add({"/shots/one.png"});
	TikTok::PhotoPost seven;
	seven.imageUrls = {"https://nia.example/seven.jpg"};
	program.showJobs({failedJob(
		7,
		{.accountOpenId = kNia, .accountUsername = "niaplays", .what = Publish::PhotoRequest{.post = seven}})});
	program.composer().edit(7);
	EXPECT_THAT(pictures(), IsEmpty());
	place("1.jpg"); // while it is set aside
	PhotoDraft draft = finishedPhotos("seven");
	program.composer().setPhotoDraft(draft);
	program.composer().postPhotos();
	EXPECT_EQ(program.lastPhotos().post.imageUrls, draft.addresses);
	program.acceptLastPost();
	ASSERT_EQ(pictures().size(), 1U);
	EXPECT_EQ(pictures().front().stage, PictureStage::Ready);
}

TEST_F(Pictures, AreTriedAgainOnceWhatWasEnteredIsPutRight)
{
	add({"/shots/one.png", "/shots/two.png"});
	fail(ErrorKind::AppSettings);
	fail(ErrorKind::PhotoHost);
	program.composer().hostingChanged(bucket());
	EXPECT_THAT(stages(), ElementsAre(PictureStage::UnderWay, PictureStage::Failed));
}

TEST_F(Pictures, AreRemovedOnceTikTokHasPublishedThemIfThatIsWished)
{
	const auto tell = [this](Publish::JobStage stage) {
		TikTok::PhotoPost post;
		post.imageUrls = {"https://nia.example/p/1.jpg"};
		auto job = failedJob(7, {.accountOpenId = kNia,
					 .accountUsername = "niaplays",
					 .what = Publish::PhotoRequest{.post = post}});
		job.stage = stage;
		program.showJobs({job});
	};
	const auto runThrough = [&] {
		for (const auto stage :
		     {Publish::JobStage::Starting, Publish::JobStage::Processing, Publish::JobStage::Failed,
		      Publish::JobStage::Starting, Publish::JobStage::Processing, Publish::JobStage::Published})
			tell(stage);
	};
	runThrough();
	EXPECT_THAT(program.services().removedAddresses, IsEmpty());
	HostingState hosting = bucket();
	hosting.place.isRemovedOncePosted = true;
	program.composer().hostingChanged(hosting);
	tell(Publish::JobStage::Published);
	EXPECT_THAT(program.services().removedAddresses, IsEmpty()) << "no news";
	runThrough();
	EXPECT_THAT(program.services().removedAddresses, ElementsAre("https://nia.example/p/1.jpg")) << "once";
}

TEST_F(Pictures, ATestOfTheHostingSaysHowItEnds)
{
	const Hosting::Place place{.address = "https://another.example"};
	program.composer().testHosting(place, Secret("key"));
	EXPECT_EQ(program.services().testedPlace, place);
	EXPECT_EQ(program.state().hosting.test, HostingTest::UnderWay);
	program.composer().hostingFailed(program.services().lastHosting,
					 errorOf(ErrorKind::AppSettings, "hosting_denied"));
	EXPECT_EQ(program.state().hosting.test, HostingTest::Failed);
	EXPECT_EQ(program.state().hosting.testError->code, "hosting_denied");
	program.composer().testHosting(place, Secret("key"));
	EXPECT_FALSE(program.state().hosting.testError);
	program.composer().hostingDone(program.services().lastHosting, "https://nia.example/p/test.jpg");
	EXPECT_EQ(program.state().hosting.test, HostingTest::Passed);
	EXPECT_EQ(program.state().hosting.place, bucket().place) << "nothing was stored";
	program.composer().forgetHostingTest();
	EXPECT_EQ(program.state().hosting.test, HostingTest::None);
}

TEST_F(Pictures, WhereTheyArePutIsTheHostingRoomsToKeep)
{
	const Hosting::Place place{.address = "https://another.example"};
	program.composer().setHosting(place, Secret("key"));
	EXPECT_EQ(program.services().hostingPlace, place);
}

} // namespace
} // namespace DirectPost::Compose
