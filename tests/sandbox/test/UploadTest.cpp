#include "Player.hpp"

#include <future>

namespace DirectPost::Test {
namespace {

constexpr int64_t kChunk = 5'242'880;
constexpr int64_t kTotal = 2 * kChunk + 123;

class Uploading : public SandboxTest {
protected:
	void SetUp() override
	{
		SandboxTest::SetUp();
		creatorInfo();
		file_ = random(kTotal);
		upload_ = begin(directPost(kTotal, kChunk, 2));
	}
	std::string_view first() const { return std::string_view(file_).substr(0, kChunk); }
	std::string_view last() const { return std::string_view(file_).substr(kChunk); }
	Reply putFirst() { return put(upload_.url, first(), 0, kTotal); }
	Reply putLast() { return put(upload_.url, last(), kChunk, kTotal); }
	SandboxPost received() { return *sandbox.post(upload_.publishId); }

	std::string file_;
	Upload upload_;
};

TEST_F(Uploading, ChunksInOrderGive206And201WithProgress)
{
	const Reply one = putFirst();
	EXPECT_EQ(206, one.status);
	EXPECT_EQ("bytes 0-5242880/10485883", one.header("Content-Range"));
	const Reply two = putLast();
	EXPECT_EQ(201, two.status);
	EXPECT_EQ("bytes 0-10485883/10485883", two.header("Content-Range"));
}

TEST_F(Uploading, TheReceivedFileIsTheSentFile)
{
	putFirst();
	putLast();
	const SandboxPost post = received();
	EXPECT_EQ(sha256(file_), post.sha256);
	EXPECT_TRUE(contentOf(post.file) == file_);
	EXPECT_EQ(kTotal, post.stored_bytes);
	EXPECT_EQ(kTotal, post.received_bytes);
	EXPECT_EQ(0, post.receivedTwice_bytes);
	ASSERT_EQ(2u, post.chunks.size());
	EXPECT_EQ(1, post.chunks[1].index);
	EXPECT_EQ(kChunk, post.chunks[1].first);
	EXPECT_EQ(kTotal - 1, post.chunks[1].last);
	EXPECT_EQ(201, post.chunks[1].httpStatus);
	EXPECT_EQ(post.chunks[0].connection, post.chunks[1].connection);
}

TEST_F(Uploading, StatusCountsTheBytesOfWholeChunks)
{
	EXPECT_EQ(0, status(upload_.publishId).parsed()["data"]["uploaded_bytes"]);
	putFirst();
	const json data = status(upload_.publishId).parsed()["data"];
	EXPECT_EQ("PROCESSING_UPLOAD", data["status"]);
	EXPECT_EQ(kChunk, data["uploaded_bytes"]);
}

TEST_F(Uploading, AChunkOutOfOrderIs416WithProgress)
{
	const Reply reply = putLast();
	EXPECT_EQ(416, reply.status);
	EXPECT_EQ("bytes 0-0/10485883", reply.header("Content-Range"));
	EXPECT_EQ(206, putFirst().status) << "it does no harm";
}

TEST_F(Uploading, ARepeatedChunkIs416WithProof)
{
	putFirst();
	const Reply again = putFirst();
	EXPECT_EQ(416, again.status);
	EXPECT_EQ("bytes 0-5242880/10485883", again.header("Content-Range"));
	putLast();
	const Reply late = putLast();
	EXPECT_EQ(416, late.status);
	EXPECT_EQ("bytes 0-10485883/10485883", late.header("Content-Range"));
	EXPECT_EQ(sha256(file_), received().sha256);
}

struct WrongPut {
	const char *name;
	const char *value;
	int status;
};
class WrongHeader : public Uploading, public testing::WithParamInterface<WrongPut> {};
TEST_P(WrongHeader, IsRefusedAndHarmless)
{
	const auto &[name, value, expected] = GetParam();
	EXPECT_EQ(expected, put(upload_.url, first(), 0, kTotal, "video/mp4", {{name, value}}).status);
	EXPECT_EQ(0, received().stored_bytes);
	EXPECT_EQ(206, putFirst().status);
}
INSTANTIATE_TEST_SUITE_P(Upload, WrongHeader,
			 testing::Values(WrongPut{"Content-Range", "bytes 0-5242879/*", 400},
					 WrongPut{"Content-Range", "bytes 0-5242879/10485884", 400},
					 WrongPut{"Content-Range", "bytes 0-5242880/10485883", 400},
					 WrongPut{"Content-Range", "bytes=0-5242879/10485883", 400},
					 WrongPut{"Content-Range", "0-5242879/10485883", 400},
					 WrongPut{"Content-Range", "bytes 5242880-10485759/10485883", 416}),
			 [](const auto &test) { return "Case" + std::to_string(test.index); });

TEST_F(Uploading, AContentRangeIsNeededEvenForOneChunk)
{
	const Upload one = begin(1000);
	const auto reply = uploads->Put(one.url, random(1000), "video/mp4");
	ASSERT_TRUE(reply);
	EXPECT_EQ(416, reply->status);
}

TEST_F(Uploading, AChunkMustBeThePlannedOne)
{
	EXPECT_EQ(400, put(upload_.url, first().substr(0, 1'000'000), 0, kTotal).status);
	putFirst();
	EXPECT_EQ(400, put(upload_.url, last().substr(0, kChunk), kChunk, kTotal).status)
		<< "the remainder belongs to it";
	EXPECT_EQ(201, putLast().status);
}

TEST_F(Uploading, OnlyThreeContentTypesAreTakenAndItStaysTheSame)
{
	EXPECT_EQ(400, put(upload_.url, first(), 0, kTotal, "application/octet-stream").status);
	EXPECT_EQ(206, put(upload_.url, first(), 0, kTotal, "video/webm").status);
	EXPECT_EQ(400, put(upload_.url, last(), kChunk, kTotal, "video/mp4").status);
}

TEST_F(Uploading, AChunkedTransferEncodingIsRefused)
{
	const auto reply = uploads->Put(
		upload_.url, {{"Content-Range", "bytes 0-5242879/10485883"}},
		[this](size_t offset, httplib::DataSink &sink) {
			if (offset < static_cast<size_t>(kChunk))
				sink.write(file_.data() + offset, std::min<size_t>(65'536, kChunk - offset));
			else
				sink.done();
			return true;
		},
		"video/mp4");
	ASSERT_TRUE(reply);
	EXPECT_EQ(400, reply->status);
	EXPECT_TRUE(isViolated("transfer_encoding"));
}

TEST_F(Uploading, TheUrlDiesAfterAnHour)
{
	putFirst();
	sandbox.advance(std::chrono::minutes(61));
	EXPECT_EQ(403, putLast().status);
	EXPECT_EQ(kChunk, received().stored_bytes);
}

TEST_F(Uploading, AChunkThatIsStillOnItsWayWhenTheHourIsOverIsRefused)
{
	putFirst();
	const int slow = inject({.name = "stall", .atByte = 1'000'000, .delay_s = 0.5});
	auto late = std::async(std::launch::async, [this] { return putLast(); });
	while (sandbox.hits(slow) == 0)
		std::this_thread::yield();
	sandbox.advance(std::chrono::minutes(61));
	const Reply reply = late.get();
	EXPECT_EQ(403, reply.status);
	EXPECT_EQ("bytes 0-5242880/10485883", reply.header("Content-Range"));
	EXPECT_TRUE(isViolated("upload_403"));
	const SandboxPost post = received();
	EXPECT_EQ(kChunk, post.stored_bytes);
	EXPECT_EQ("PROCESSING_UPLOAD", post.status);
	ASSERT_EQ(2u, post.chunks.size());
	EXPECT_FALSE(post.chunks[1].stored);
	EXPECT_EQ(kTotal - kChunk, post.chunks[1].received_bytes) << "it came, too late";
}

TEST_F(Uploading, AnUnknownUrlIs404)
{
	EXPECT_EQ(404, put("/video/?upload_id=1&upload_token=2", "x", 0, 1).status);
	EXPECT_EQ(404, put(upload_.url + "0", first(), 0, kTotal).status) << "the token is part of it";
}

TEST_F(Uploading, TheUploadHostAndTheHostOfTheApiServeNothingOfTheOther)
{
	EXPECT_NE(sandbox.baseUrl(), sandbox.uploadUrl());
	EXPECT_EQ(404, client->Put(upload_.url, std::string(first()), "video/mp4")->status);
	EXPECT_EQ(404, uploads->Post("/v2/post/publish/status/fetch/")->status);
	EXPECT_EQ(2, std::ranges::count(sandbox.violations(), "unknown_endpoint", &SandboxViolation::rule));
	EXPECT_EQ(206, putFirst().status);
}

TEST_F(Uploading, TheBearerMustNotGoToTheUploadHost)
{
	put(upload_.url, first(), 0, kTotal, "video/mp4", {{"Authorization", "Bearer " + tokens.accessToken}});
	EXPECT_TRUE(isViolated("bearer_to_upload_host"));
}

TEST_F(Uploading, AnExpectHeaderIsAViolation)
{
	put(upload_.url, first(), 0, kTotal, "video/mp4", {{"Expect", "100-continue"}});
	EXPECT_TRUE(isViolated("expect_header"));
}

TEST_F(Uploading, BytesThatComeAgainAreCounted)
{
	inject({.name = "http_error_before", .httpStatus = 503});
	inject({.name = "reset_during_body", .fromRequest = 1, .atByte = 1'000'000});
	EXPECT_EQ(503, putFirst().status);
	EXPECT_EQ(0, putFirst().status);
	EXPECT_EQ(206, putFirst().status);
	EXPECT_EQ(kChunk + 1'000'000, received().receivedTwice_bytes) << "the body under the 503 came too";
	EXPECT_EQ(2 * kChunk + 1'000'000, received().received_bytes);
}

TEST_F(Uploading, InitsForTheSameClipAreCounted)
{
	begin(directPost(kTotal, kChunk, 2));
	EXPECT_EQ(1, sandbox.posts()[0].inits);
	EXPECT_EQ(2, sandbox.posts()[1].inits);
}

class UploadProgress : public SandboxTest {
protected:
	UploadProgress() : SandboxTest({.progress = SandboxProgress::LastIndex}) {}
};

TEST_F(UploadProgress, CanBeTheLastIndex)
{
	creatorInfo();
	const Upload upload = begin(1000);
	EXPECT_EQ("bytes 0-999/1000", put(upload.url, random(1000), 0, 1000).header("Content-Range"));
}

} // namespace
} // namespace DirectPost::Test
