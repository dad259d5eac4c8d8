#include "Certificates.hpp"
#include "Clips.hpp"
#include "Player.hpp"
#include "Random.hpp"

#include <fstream>

namespace DirectPost::Test {
namespace {

// The creator's own web server, with an authority of its own.
class PictureHost {
public:
	PictureHost()
		: folder_(testing::TempDir() + "pictures-" + StandIn::randomHex(12)),
		  certificates_(makeCertificates(folder_)),
		  server_(certificates_.certificate.c_str(), certificates_.key.c_str())
	{
		server_.set_mount_point("/", (folder_ / "www").string());
		server_.Get("/moved.jpg", [](const auto &, auto &response) { response.set_redirect("/photo.jpg"); });
		port_ = server_.bind_to_any_port("127.0.0.1");
		serving_ = std::thread([this] { server_.listen_after_bind(); });
		server_.wait_until_ready();
	}
	~PictureHost()
	{
		server_.stop();
		serving_.join();
		std::filesystem::remove_all(folder_);
	}
	std::string url(const std::string &path) const { return "https://127.0.0.1:" + std::to_string(port_) + path; }
	// Its address.
	std::string serve(const std::string &name, const std::string &bytes)
	{
		std::ofstream(folder_ / "www" / name, std::ios::binary) << bytes;
		return url("/" + name);
	}
	const std::filesystem::path &authority() const { return certificates_.ca; }

private:
	static StandIn::Certificates makeCertificates(const std::filesystem::path &folder)
	{
		std::filesystem::create_directories(folder / "www");
		return StandIn::makeCertificates(folder, "127.0.0.1").value();
	}

	std::filesystem::path folder_;
	StandIn::Certificates certificates_;
	httplib::SSLServer server_;
	std::thread serving_;
	int port_ = 0;
};

// They stand before the sandbox that is told about them.
struct Hosting {
	PictureHost host;
	PictureHost stranger; // with a certificate that TikTok does not trust
};

class Photo : protected Hosting, public SandboxTest {
protected:
	Photo()
		: SandboxTest({.verifiedUrlPrefixes = {"https://cdn.example/", host.url("/"), stranger.url("/")},
			       .enforceRateLimits = false,
			       .loopbackCaFile = host.authority()})
	{
	}
	void SetUp() override
	{
		SandboxTest::SetUp();
		creatorInfo();
	}
	json photos(const std::vector<std::string> &urls)
	{
		return {{"media_type", "PHOTO"},
			{"post_mode", "DIRECT_POST"},
			{"is_aigc", false},
			{"post_info",
			 {{"title", "three shots"},
			  {"privacy_level", "PUBLIC_TO_EVERYONE"},
			  {"disable_comment", true},
			  {"brand_content_toggle", false},
			  {"brand_organic_toggle", false}}},
			{"source_info",
			 {{"source", "PULL_FROM_URL"}, {"photo_images", urls}, {"photo_cover_index", 0}}}};
	}
	json believedPhoto() { return photos({"https://cdn.example/a.jpg"}); }
	Reply contentInit(const json &body) { return api("/v2/post/publish/content/init/", body); }
	SandboxPost posted(const json &body)
	{
		const Reply reply = contentInit(body);
		EXPECT_EQ("ok", reply.code()) << reply.body;
		const json data = reply.parsed().value("data", json::object());
		return sandbox.post(data.value("publish_id", "")).value_or(SandboxPost());
	}
	// What TikTok says to this address, or to these bytes.
	std::string failReasonAt(const std::string &url) { return posted(photos({url})).failReason; }
	std::string failReason(const std::string &bytes)
	{
		return failReasonAt(host.serve(StandIn::randomHex(12) + ".jpg", bytes));
	}
};

TEST_F(Photo, JpegAndWebpArePulledAndPublished)
{
	const std::string jpeg = picture("photo.jpg");
	const std::string webp = picture("photo.webp");
	const SandboxPost post = posted(photos({host.serve("photo.jpg", jpeg), host.serve("photo.webp", webp)}));
	EXPECT_EQ("PUBLISH_COMPLETE", post.status) << post.failReason;
	EXPECT_EQ(static_cast<int64_t>(jpeg.size() + webp.size()), post.stored_bytes);
}

TEST_F(Photo, AnotherFormatFailsWhateverItIsCalled)
{
	EXPECT_EQ("file_format_check_failed", failReason(picture("photo.png")));
	EXPECT_EQ("file_format_check_failed", failReason(std::string(1000, 'p')));
	EXPECT_EQ("file_format_check_failed", failReason("\xFF\xD8\xFF\xE0 no picture"));
	EXPECT_EQ("file_format_check_failed", failReason({}));
}

TEST_F(Photo, APictureThatIsCutOffFails)
{
	for (const char *name : {"photo.jpg", "photo.webp"}) {
		const std::string whole = picture(name);
		EXPECT_EQ("file_format_check_failed", failReason(whole.substr(0, whole.size() / 2))) << name;
	}
}

TEST_F(Photo, APictureIs1080pLyingOrStanding)
{
	EXPECT_EQ("", failReason(picture("standing.jpg", "1080x1920")));
	EXPECT_EQ("", failReason(picture("lying.webp", "1920x1080")));
	EXPECT_EQ("picture_size_check_failed", failReason(picture("wide.jpg", "1082x1920")));
	EXPECT_EQ("picture_size_check_failed", failReason(picture("high.jpg", "1080x1922")));
	EXPECT_EQ("picture_size_check_failed", failReason(picture("high.webp", "1080x1922")));
}

TEST_F(Photo, APictureHas20MegabytesAtMost)
{
	const std::string jpeg = picture("photo.jpg");
	EXPECT_EQ("", failReason(jpeg + std::string(20'000'000 - jpeg.size(), 'x')));
	EXPECT_EQ("picture_size_check_failed", failReason(jpeg + std::string(20'000'001 - jpeg.size(), 'x')));
}

TEST_F(Photo, ARedirectAndAMissingFileFail)
{
	EXPECT_EQ("", failReasonAt(host.serve("photo.jpg", picture("photo.jpg"))));
	EXPECT_EQ("photo_pull_failed", failReasonAt(host.url("/moved.jpg")));
	EXPECT_EQ("photo_pull_failed", failReasonAt(host.url("/missing.jpg")));
}

TEST_F(Photo, AHostWhoseCertificateIsNotTrustedFails)
{
	EXPECT_EQ("photo_pull_failed", failReasonAt(stranger.serve("photo.jpg", picture("photo.jpg"))));
}

TEST_F(Photo, AnAddressMustBeHttpsAndTheOwners)
{
	for (std::string url : {"https://other.example/a.jpg", "http://cdn.example/a.jpg", "https://127.0.0.1:1/a.jpg"})
		EXPECT_EQ("url_ownership_unverified", contentInit(photos({url})).code()) << url;
	EXPECT_EQ("ok", contentInit(believedPhoto()).code()) << "elsewhere it is believed";
}

TEST_F(Photo, EveryFieldIsKept)
{
	json body = photos({"https://cdn.example/a.jpg", "https://cdn.example/b.jpg"});
	body["is_aigc"] = true;
	body["post_info"].update({{"description", "of one night"}, {"auto_add_music", true}});
	body["source_info"]["photo_cover_index"] = 1;
	const SandboxPost post = posted(body);
	EXPECT_EQ("photo", post.kind);
	EXPECT_EQ("of one night", post.description);
	EXPECT_EQ(true, post.isAigc);
	EXPECT_EQ(true, post.autoAddMusic);
	EXPECT_EQ(true, post.disableComment);
	EXPECT_EQ(1, post.photoCoverIndex);
	EXPECT_EQ(1, get("/_sandbox/posts").parsed()["posts"][0]["photo_cover_index"]);
	EXPECT_TRUE(sandbox.violations().empty());
}

TEST_F(Photo, TheCoverIsOneOfThePictures)
{
	json body = believedPhoto();
	for (const json &wrong : {json(1), json(-1), json("0"), json()}) {
		body["source_info"]["photo_cover_index"] = wrong;
		EXPECT_EQ("invalid_params", contentInit(body).code()) << wrong;
	}
}

TEST_F(Photo, OmittedTogglesAreAViolation)
{
	json body = believedPhoto();
	body["post_info"] = {{"privacy_level", "SELF_ONLY"}};
	contentInit(body);
	EXPECT_TRUE(isViolated("interaction_omitted"));
	EXPECT_TRUE(isViolated("brand_toggle_omitted"));
}

TEST_F(Photo, PrivateBrandedContentIsAViolation)
{
	json body = believedPhoto();
	body["post_info"].update({{"brand_content_toggle", true}, {"privacy_level", "SELF_ONLY"}});
	EXPECT_EQ("ok", contentInit(body).code());
	EXPECT_TRUE(isViolated("branded_content_private"));
}

TEST_F(Photo, AllowingCommentsThatTheCreatorSwitchedOffIsAViolation)
{
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.commentDisabled = true; });
	json body = believedPhoto();
	body["post_info"]["disable_comment"] = false;
	contentInit(body);
	EXPECT_TRUE(isViolated("disabled_interaction_allowed"));
}

TEST_F(Photo, TheModeDecidesWhichPermissionIsNeeded)
{
	tokens = sandbox.issueTokens({}, {"user.info.basic", "video.publish"});
	json body = believedPhoto();
	EXPECT_EQ("ok", contentInit(body).code());
	body["post_mode"] = "MEDIA_UPLOAD";
	const Reply refused = contentInit(body);
	EXPECT_EQ(401, refused.status);
	EXPECT_EQ("scope_not_authorized", refused.code());
}

TEST_F(Photo, TitleIs90AndDescription4000Units)
{
	json body = believedPhoto();
	body["post_info"]["title"] = std::string(91, 'x');
	EXPECT_EQ("invalid_param", contentInit(body).code());
	body["post_info"]["title"] = std::string(90, 'x');
	body["post_info"]["description"] = std::string(4001, 'x');
	EXPECT_EQ("invalid_param", contentInit(body).code());
	body["post_info"]["description"] = std::string(4000, 'x');
	EXPECT_EQ("ok", contentInit(body).code());
}

TEST_F(Photo, LocalFilesCannotBePosted)
{
	json body = believedPhoto();
	body["source_info"]["source"] = "FILE_UPLOAD";
	const Reply reply = contentInit(body);
	EXPECT_EQ(400, reply.status);
	EXPECT_EQ("The request source info is empty or incorrect", reply.parsed()["error"]["message"]);
	EXPECT_EQ(400, contentInit(directPost(1000)).status);
}

} // namespace
} // namespace DirectPost::Test
