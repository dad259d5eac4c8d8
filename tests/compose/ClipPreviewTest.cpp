#include "../DeadFile.hpp"
#include "media/Fixtures.hpp"

#include <compose/ClipPreview.hpp>

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <map>

// On real files: two seconds at 30 pictures a second, a key frame every half second.
namespace DirectPost::Compose {
namespace {

namespace Fixtures = Media::Fixtures;

bool turnFor(std::chrono::milliseconds time, const std::function<bool()> &isDone)
{
	QDeadlineTimer deadline(time);
	while (!isDone() && !deadline.hasExpired())
		QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
	return isDone();
}

bool turnUntil(const std::function<bool()> &isDone)
{
	return turnFor(std::chrono::seconds(60), isDone); // previews are read at low priority
}

class Preview : public testing::Test {
protected:
	explicit Preview(const std::filesystem::path &file = Fixtures::h264Mkv()) : preview(file)
	{
		QObject::connect(&preview, &ClipPreview::opened, &preview, [this] { isOpen = true; });
		QObject::connect(&preview, &ClipPreview::failed, &preview,
				 [this](const Error &error) { failures.push_back(error.code); });
		QObject::connect(&preview, &ClipPreview::shown, &preview,
				 [this](const PreviewPicture &picture) { shown.push_back(picture); });
		QObject::connect(&preview, &ClipPreview::playedToEnd, &preview, [this] { hasEnded = true; });
		preview.setBoxes({320, 180}, {90, 160});
	}
	bool isShown(int64_t time_ms)
	{
		return turnUntil([&] {
			return !shown.empty() && shown.back().isExact && std::abs(shown.back().time_ms - time_ms) <= 17;
		});
	}

	ClipPreview preview;
	bool isOpen = false;
	bool hasEnded = false;
	std::vector<std::string> failures;
	std::vector<PreviewPicture> shown;
};

TEST_F(Preview, OpensAFileAndShowsThePictureThatIsAskedFor)
{
	EXPECT_EQ(preview.facts(), nullptr);
	ASSERT_TRUE(turnUntil([this] { return isOpen; }));
	EXPECT_EQ(preview.facts()->shown.width_px, 640);
	preview.showAt(700);
	ASSERT_TRUE(isShown(700));
	EXPECT_EQ(shown.back().source.size(), QSize(320, 180));
	EXPECT_TRUE(shown.back().planned.isNull()) << "it is as it was recorded";
}

TEST_F(Preview, ShowsWhatWillBePostedBesideIt)
{
	Media::EditPlan plan;
	plan.layout.kind = Media::LayoutKind::VerticalBlurred;
	preview.setPlan(plan);
	preview.showAt(700);
	ASSERT_TRUE(turnUntil([this] { return !shown.empty() && !shown.back().planned.isNull(); }));
	EXPECT_NEAR(static_cast<double>(shown.back().time_ms), 700, 17);
	EXPECT_EQ(shown.back().planned.height(), 160);
	EXPECT_LE(shown.back().planned.width(), 90);
}

TEST_F(Preview, TheLatestWishTakesThePlaceOfAllBefore)
{
	ASSERT_TRUE(turnUntil([this] { return isOpen; }));
	for (int64_t time_ms = 0; time_ms < 1900; time_ms += 10)
		preview.showNear(time_ms);
	ASSERT_TRUE(isShown(1900));
	EXPECT_LT(shown.size(), 20u) << "of 190 that were asked for";
}

TEST_F(Preview, AHandleThatRestsIsShownExactly)
{
	ASSERT_TRUE(turnUntil([this] { return isOpen; }));
	preview.showNear(900);
	ASSERT_TRUE(turnUntil([this] { return !shown.empty(); }));
	EXPECT_FALSE(shown.front().isExact);
	EXPECT_LE(shown.front().time_ms, 900);
	EXPECT_TRUE(isShown(900));
}

TEST_F(Preview, PlaysToTheEndOfWhatIsKeptInItsOwnTime)
{
	Media::EditPlan plan;
	plan.end_ms = 1500;
	preview.setPlan(plan);
	ASSERT_TRUE(turnUntil([this] { return isOpen; }));
	QElapsedTimer timer;
	timer.start();
	preview.play(1000);
	EXPECT_TRUE(preview.isPlaying());
	ASSERT_TRUE(turnUntil([this] { return hasEnded; }));
	EXPECT_FALSE(preview.isPlaying());
	EXPECT_GE(timer.elapsed(), 400);
	EXPECT_GE(shown.back().time_ms, 1000);
	EXPECT_LT(shown.back().time_ms, 1500);
}

TEST_F(Preview, PausesAndGoesElsewhere)
{
	ASSERT_TRUE(turnUntil([this] { return isOpen; }));
	preview.play(0);
	ASSERT_TRUE(turnUntil([this] { return shown.size() > 2; }));
	preview.showAt(1800);
	EXPECT_FALSE(preview.isPlaying());
	EXPECT_TRUE(isShown(1800));
	EXPECT_FALSE(hasEnded);
}

TEST_F(Preview, FillsTheFilmstrip)
{
	std::map<int, QImage> strip;
	QObject::connect(&preview, &ClipPreview::filmstripShown, &preview,
			 [&](int place, const QImage &picture) { strip[place] = picture; });
	preview.askFilmstrip(0, 2000, 12, {80, 45}); // not wanted any more
	preview.askFilmstrip(0, 2000, 4, {80, 45});
	ASSERT_TRUE(turnUntil([&] { return strip.size() == 4; }));
	EXPECT_EQ(strip.rbegin()->first, 3);
	EXPECT_EQ(strip[0].width(), 80);
}

TEST_F(Preview, ShowsHowLoudItIs)
{
	std::vector<float> wave;
	QObject::connect(&preview, &ClipPreview::waveformShown, &preview,
			 [&](const std::vector<float> &loudest) { wave = loudest; });
	preview.askWaveform(1, 0, 2000, 2000);
	ASSERT_TRUE(turnUntil([&] { return !wave.empty(); }));
	ASSERT_EQ(wave.size(), 2000u);
	for (const int part : {0, 5, 10, 15})
		EXPECT_GT(*std::max_element(wave.begin() + part * 100, wave.begin() + part * 100 + 100), 0.05F) << part;
}

TEST(PreviewOfAFile, ThatVanishesSaysSoAndGoesOnWhenItIsBack)
{
	const Fixtures::Scratch scratch;
	const auto file = scratch / "clip.mkv";
	const auto aside = scratch / "aside.mkv";
	std::filesystem::copy_file(Fixtures::h264Mkv(), file);
	ClipPreview preview(file);
	std::string failure;
	bool isShown = false;
	QObject::connect(&preview, &ClipPreview::failed, &preview, [&](const Error &error) { failure = error.code; });
	QObject::connect(&preview, &ClipPreview::shown, &preview, [&] { isShown = true; });
	preview.showAt(0);
	ASSERT_TRUE(turnUntil([&] { return isShown; }));
	std::filesystem::rename(file, aside);
	preview.showAt(500);
	ASSERT_TRUE(turnUntil([&] { return !failure.empty(); }));
	EXPECT_EQ(failure, "file_missing");
	std::filesystem::rename(aside, file);
	isShown = false;
	preview.showAt(500);
	EXPECT_TRUE(turnUntil([&] { return isShown; }));
}

TEST(PreviewOfAFile, ThatIsNoVideoSaysSo)
{
	ClipPreview preview(Fixtures::textNamedMp4());
	std::string failure;
	QObject::connect(&preview, &ClipPreview::failed, &preview, [&](const Error &error) { failure = error.code; });
	EXPECT_TRUE(turnUntil([&] { return !failure.empty(); }));
	EXPECT_EQ(preview.facts(), nullptr);
}

TEST(PreviewOfAFile, EndsAtAnyMoment)
{
	qint64 longest_ms = 0;
	for (int round = 0; round < 20; ++round) {
		auto preview = std::make_unique<ClipPreview>(Fixtures::h264Mkv());
		preview->askFilmstrip(0, 2000, 12, {80, 45});
		preview->askWaveform(1, 0, 2000, 500);
		round % 2 ? preview->play(0) : preview->showAt(1900);
		if (round > 10)
			QCoreApplication::processEvents();
		QElapsedTimer timer;
		timer.start();
		preview.reset();
		longest_ms = std::max(longest_ms, timer.elapsed());
	}
	EXPECT_LT(longest_ms, 2000) << "100 ms where nobody else computes";
}

TEST(PreviewOfADeadDisk, IsClosedAtOnce)
{
	const QTemporaryDir folder;
	const auto file = std::filesystem::path(folder.path().toStdU16String()) / "clip.mkv";
	std::filesystem::copy_file(Fixtures::h264Mkv(), file);
	const DeadFile dead(file);
	auto preview = std::make_unique<ClipPreview>(file);
	bool isHeard = false;
	QObject::connect(preview.get(), &ClipPreview::failed, [&] { isHeard = true; });
	EXPECT_FALSE(turnFor(std::chrono::milliseconds(300), [&] { return isHeard || preview->facts(); }));
	QElapsedTimer taken;
	taken.start();
	preview.reset();
	EXPECT_LT(taken.elapsed(), 15'000) << "the disk answers after 45 seconds";
}

} // namespace
} // namespace DirectPost::Compose
