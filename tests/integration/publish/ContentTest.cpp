#include "ClipTrouble.hpp"
#include "PostingFixture.hpp"

#include <sys/mman.h>

#include <fcntl.h>
#include <unistd.h>

// The bytes decide, and nothing else: neither does a change that moves no time go out, nor does a time that moves keep
// the same bytes from it.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

constexpr int64_t kMiddle_bytes = 20'000'000; // in the third of the chunks, or in the only one

// A program that has the file mapped, with a page of it dirty already: what it writes there moves no time.
class Mapping {
public:
	explicit Mapping(const std::filesystem::path &file) : size_bytes_(std::filesystem::file_size(file))
	{
		const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
		void *const at = mmap(nullptr, size_bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, off_t(0));
		::close(descriptor);
		EXPECT_NE(at, MAP_FAILED);
		bytes_ = static_cast<char *>(at);
		volatile char &byte = bytes_[kMiddle_bytes];
		byte = byte;
	}
	~Mapping() { munmap(bytes_, size_bytes_); }
	Mapping(const Mapping &) = delete;
	Mapping &operator=(const Mapping &) = delete;

	void write() { bytes_[kMiddle_bytes] ^= 1; }

private:
	size_t size_bytes_;
	char *bytes_ = nullptr;
};

class Content : public PostingFixture {
protected:
	static std::filesystem::path fileOf(const PostRequest &request)
	{
		return std::get<VideoRequest>(request.what).uploadFile;
	}
	// Made, then mapped by somebody, then looked at.
	PostRequest mapped(int64_t size_bytes)
	{
		const auto file = clip(size_bytes);
		mapping.emplace(file);
		return videoOf(file, "open-nia", "mapped");
	}
	// Read from its beginning to its end: what happens to the file from now on is noticed.
	void foresee(const PostRequest &request)
	{
		const auto &video = std::get<VideoRequest>(request.what);
		obs->publisher().foresee(video.uploadFile, video.uploadIdentity);
		ASSERT_TRUE(obs->until([this] { return obs->logged().contains("was read, to be sent"); }));
	}
	JobId restsAfter(const PostRequest &request, int64_t sent_bytes)
	{
		slowLink();
		startObs();
		foresee(request);
		const JobId id = obs->post(request)->id;
		EXPECT_TRUE(untilSent(id, sent_bytes));
		obs->publisher().pause(id);
		EXPECT_TRUE(obs->until([&] { return obs->job(id)->isPaused; }, 10s));
		return id;
	}
	void goesOn(JobId id)
	{
		sandbox.clearFaults();
		obs->publisher().resume(id);
	}
	void expectNoPost(JobId id)
	{
		const auto over = obs->untilOver(id);
		EXPECT_EQ(over->stage, JobStage::Failed);
		EXPECT_EQ(over->error.value_or(Error()).code, "file_changed");
		EXPECT_TRUE(complete().empty());
	}
	void expectPost(JobId id)
	{
		const auto over = obs->untilOver(id);
		EXPECT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error()).code;
		expectOnePostOf(sha);
	}

	std::optional<Mapping> mapping;
};

TEST_F(Content, ThatChangesWithoutATimeThatTellsIsNotPostedWhenItsOnlyRequestIsBeingSent)
{
	slowLink();
	startObs();
	const PostRequest clip = mapped(44'000'000);
	foresee(clip);
	const JobId id = obs->post(clip)->id;
	ASSERT_TRUE(untilSent(id, 2'000'000));
	mapping->write();
	sandbox.clearFaults();
	expectNoPost(id);
}

TEST_F(Content, ThatChangesWithoutATimeThatTellsIsNotPostedWhenItRestedBetweenItsChunks)
{
	const JobId id = restsAfter(mapped(kSixChunks_bytes), 12'000'000);
	mapping->write();
	goesOn(id);
	expectNoPost(id);
}

TEST_F(Content, ThatChangesWithoutATimeThatTellsIsNotPostedAfterARestart)
{
	const JobId id = restsAfter(mapped(kSixChunks_bytes), 12'000'000);
	obs.reset();
	mapping->write();
	startObs();
	goesOn(id);
	expectNoPost(id);
}

TEST_F(Content, ThatChangedSinceTheClipWasReadyIsNotPosted)
{
	startObs();
	const PostRequest clip = mapped(44'000'000);
	foresee(clip);
	mapping->write();
	expectNoPost(obs->post(clip)->id);
}

TEST_F(Content, IsPostedThoughTheFileGotOtherAttributesSinceTheClipWasReady)
{
	startObs();
	const PostRequest clip = request(kSixChunks_bytes);
	foresee(clip);
	alter(fileOf(clip), "attributes");
	expectPost(obs->post(clip)->id);
}

TEST_F(Content, IsPostedThoughTheFileGotANewTimeWhileItWaited)
{
	slowLink();
	startObs();
	const PostRequest another = request(kSixChunks_bytes, 2);
	const PostRequest second = request(kOneRequest_bytes, 1);
	foresee(second);
	const JobId first = obs->post(another)->id;
	const JobId id = obs->post(second)->id;
	ASSERT_TRUE(untilSent(first, 2'000'000));
	alter(fileOf(second), "touched");
	obs->publisher().cancel(first);
	sandbox.clearFaults();
	expectPost(id);
}

TEST_F(Content, IsPostedAsItWasThoughSomebodyWroteToWhatWasSentAlready)
{
	const PostRequest clip = request(kSixChunks_bytes);
	const JobId id = restsAfter(clip, 12'000'000);
	alter(fileOf(clip), "head");
	goesOn(id);
	expectPost(id);
}

TEST_F(Content, IsPostedThoughTheFileGotOtherAttributesBetweenItsChunks)
{
	const PostRequest clip = request(kSixChunks_bytes);
	const JobId id = restsAfter(clip, 12'000'000);
	alter(fileOf(clip), "attributes");
	goesOn(id);
	expectPost(id);
}

TEST_F(Content, IsPostedThoughTheFileGotANewTimeWhileObsWasClosed)
{
	const PostRequest clip = request(kSixChunks_bytes);
	const JobId id = restsAfter(clip, 12'000'000);
	obs.reset();
	alter(fileOf(clip), "touched");
	startObs();
	goesOn(id);
	expectPost(id);
}

TEST_F(Content, IsPostedThoughTheFileGotOtherAttributesWhileItsOnlyRequestWasBeingSent)
{
	slowLink();
	startObs();
	const PostRequest clip = request(44'000'000);
	foresee(clip);
	const JobId id = obs->post(clip)->id;
	ASSERT_TRUE(untilSent(id, 2'000'000));
	alter(fileOf(clip), "attributes");
	sandbox.clearFaults();
	expectPost(id);
	EXPECT_EQ(sandbox.posts().front().receivedTwice_bytes, 0) << "in one go";
}

} // namespace
} // namespace DirectPost::Publish
