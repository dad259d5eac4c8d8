#include "sandbox/Sandbox.hpp"

#include "Certificates.hpp"
#include "ConsentPage.hpp"
#include "ControlPlane.hpp"
#include "Host.hpp"
#include "Json.hpp"
#include "Pages.hpp"
#include "Posting.hpp"
#include "Random.hpp"
#include "Upload.hpp"

#include <algorithm>
#include <optional>

namespace DirectPost {

using namespace StandIn;

struct Sandbox::Parts {
	World world;
	std::atomic<int> connections = 0;
	Host api{world, connections};
	Host uploads{world, connections};
	std::filesystem::path caFile;
	bool isTemporary = false;
	SandboxOptions asGiven;

	std::expected<void, std::string> makeStateFolder();
	std::expected<void, std::string> makeServers();
	std::string urlOf(int port) const;
	void addRoutes();
	void addUploadRoutes();
};

std::vector<std::string> SandboxCreator::privacyLevels() const
{
	if (!privacyLevelOptions.empty())
		return privacyLevelOptions;
	return {isPrivate ? "FOLLOWER_OF_CREATOR" : "PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"};
}

std::expected<void, std::string> Sandbox::Parts::makeStateFolder()
{
	if (world.stateFolder.empty()) {
		isTemporary = world.options.stateFolder.empty();
		world.stateFolder =
			isTemporary ? std::filesystem::temp_directory_path() / ("tiktok-sandbox-" + randomHex(12))
				    : world.options.stateFolder;
	}
	std::error_code error;
	std::filesystem::create_directories(world.stateFolder / "received", error);
	if (error)
		return std::unexpected("cannot make " + world.stateFolder.string() + ": " + error.message());
	return {};
}

std::expected<void, std::string> Sandbox::Parts::makeServers()
{
	std::optional<Certificates> certificates;
	if (world.options.tls) {
		const auto made = makeCertificates(world.stateFolder, world.options.hostName);
		if (!made)
			return std::unexpected(made.error());
		certificates = *made;
		caFile = made->ca;
	}
	if (const auto opened = api.open(world.options.port, certificates); !opened)
		return opened;
	if (const auto opened = uploads.open(world.options.uploadPort, certificates); !opened)
		return opened;
	world.baseUrl = urlOf(world.options.port);
	world.uploadUrl = urlOf(world.options.uploadPort);
	addRoutes();
	addUploadRoutes();
	return {};
}

std::string Sandbox::Parts::urlOf(int port) const
{
	return (world.options.tls ? "https://" : "http://") + world.options.hostName + ":" + std::to_string(port);
}

void Sandbox::Parts::addRoutes()
{
	const auto serve = [this](const char *endpoint, ErrorShape shape, Gateway::Handle handle) {
		return api.gateway().route(endpoint, shape, std::move(handle));
	};
	HttpServer &server = api.server();
	addControlPlane(server, world);
	server.Get("/v2/auth/authorize/", serve("authorize", ErrorShape::Page, serveAuthorize));
	server.Post("/v2/auth/authorize/consent", serve("consent", ErrorShape::Page, serveConsent));
	server.Post("/v2/oauth/token/", serve("token", ErrorShape::OAuth, serveToken));
	server.Post("/v2/oauth/revoke/", serve("revoke", ErrorShape::OAuth, serveRevoke));
	server.Get("/v2/user/info/", serve("user_info", ErrorShape::Envelope, serveUserInfo));
	server.Post("/v2/post/publish/creator_info/query/",
		    serve("creator_info", ErrorShape::Envelope, serveCreatorInfo));
	server.Post("/v2/post/publish/video/init/", serve("video_init", ErrorShape::Envelope, serveVideoInit));
	server.Post("/v2/post/publish/inbox/video/init/", serve("inbox_init", ErrorShape::Envelope, serveInboxInit));
	server.Post("/v2/post/publish/content/init/", serve("content_init", ErrorShape::Envelope, serveContentInit));
	server.Post("/v2/post/publish/status/fetch/", serve("status", ErrorShape::Envelope, serveStatus));
	server.Post("/v2/post/publish/cancel/", serve("cancel", ErrorShape::Envelope, serveCancel));
	server.Get(R"(/avatar/([\w.]+)\.png)", serve("avatar", ErrorShape::Page, serveAvatar));
	server.Get(R"(/@([\w.]+)/video/(\d+))", serve("page", ErrorShape::Page, servePostPage));
	api.serveNothingElse();
}

void Sandbox::Parts::addUploadRoutes()
{
	uploads.server().Put("/video/", uploads.gateway().uploadRoute(serveUpload));
	uploads.serveNothingElse();
}

Sandbox::Sandbox(SandboxOptions options) : parts_(std::make_unique<Parts>())
{
	if (options.creators.empty()) {
		SandboxCreator nia;
		nia.openId = "-000niaplays";
		nia.username = "niaplays";
		nia.nickname = "Nia Plays";
		options.creators.push_back(nia);
	}
	parts_->asGiven = options;
	parts_->world.accounts.creators = options.creators;
	parts_->world.options = std::move(options);
}

Sandbox::~Sandbox()
{
	stop();
	if (parts_->isTemporary) {
		std::error_code ignored;
		std::filesystem::remove_all(parts_->world.stateFolder, ignored);
	}
}

std::expected<void, std::string> Sandbox::start()
{
	if (parts_->api.isListening())
		return std::unexpected("the sandbox is already running");
	if (const auto made = parts_->makeStateFolder(); !made)
		return made;
	if (const auto made = parts_->makeServers(); !made)
		return made;
	parts_->uploads.listen();
	parts_->api.listen();
	return {};
}

void Sandbox::stop()
{
	parts_->api.stop();
	parts_->uploads.stop();
}

std::string Sandbox::baseUrl() const
{
	return parts_->world.baseUrl;
}

std::string Sandbox::uploadUrl() const
{
	return parts_->world.uploadUrl;
}

std::filesystem::path Sandbox::caFile() const
{
	return parts_->caFile;
}

std::filesystem::path Sandbox::stateFolder() const
{
	return parts_->world.stateFolder;
}

const SandboxOptions &Sandbox::options() const
{
	return parts_->asGiven;
}

std::vector<SandboxPost> Sandbox::posts() const
{
	return settledPosts(parts_->world);
}

std::optional<SandboxPost> Sandbox::post(std::string_view publishId) const
{
	for (auto &post : posts()) {
		if (post.publishId == publishId)
			return post;
	}
	return std::nullopt;
}

std::vector<SandboxRequest> Sandbox::requests() const
{
	return parts_->world.recorder.requests();
}

std::vector<SandboxRequest> Sandbox::requests(std::string_view endpoint) const
{
	auto wanted = requests();
	std::erase_if(wanted, [&](const SandboxRequest &request) { return request.endpoint != endpoint; });
	return wanted;
}

std::vector<SandboxViolation> Sandbox::violations() const
{
	return parts_->world.recorder.violations();
}

std::vector<std::string> Sandbox::secrets() const
{
	return issuedSecrets(parts_->world);
}

std::string Sandbox::describe() const
{
	const nlohmann::json everything{{"posts", posts()},
					{"requests", requests()},
					{"violations", violations()},
					{"faults", parts_->world.faults.list()}};
	return everything.dump(1, '\t', false, nlohmann::json::error_handler_t::replace);
}

std::expected<int, std::string> Sandbox::inject(const SandboxFault &fault)
{
	return parts_->world.faults.inject(fault);
}

int Sandbox::hits(int faultId) const
{
	return parts_->world.faults.hits(faultId);
}

void Sandbox::clearFaults()
{
	parts_->world.faults.clear();
}

void Sandbox::advance(std::chrono::milliseconds time)
{
	parts_->world.clock.advance(time);
}

std::chrono::system_clock::time_point Sandbox::now() const
{
	return parts_->world.clock.now();
}

bool Sandbox::changeCreator(std::string_view openId, const std::function<void(SandboxCreator &)> &change)
{
	const std::scoped_lock lock(parts_->world.mutex);
	SandboxCreator *creator = parts_->world.accounts.creator(openId);
	if (creator)
		change(*creator);
	return creator != nullptr;
}

void Sandbox::addCreator(const SandboxCreator &creator)
{
	const std::scoped_lock lock(parts_->world.mutex);
	parts_->world.accounts.creators.push_back(creator);
}

void Sandbox::setAudited(bool audited)
{
	const std::scoped_lock lock(parts_->world.mutex);
	parts_->world.options.audited = audited;
}

void Sandbox::setProcessing(std::chrono::milliseconds processing, std::chrono::milliseconds moderation)
{
	const std::scoped_lock lock(parts_->world.mutex);
	parts_->world.options.processing = processing;
	parts_->world.options.moderation = moderation;
}

void Sandbox::setAccessTokenLifetime(std::chrono::seconds lifetime)
{
	const std::scoped_lock lock(parts_->world.mutex);
	parts_->world.options.accessTokenLifetime = lifetime;
}

std::expected<std::string, std::string> Sandbox::consent(std::string_view authorizeUrl, const SandboxConsent &consent)
{
	World &world = parts_->world;
	const std::scoped_lock lock(world.mutex);
	const size_t question = authorizeUrl.find('?');
	const auto query = question == std::string_view::npos ? std::string_view{} : authorizeUrl.substr(question + 1);
	const auto request = checkAuthorizeRequest(world, Fields(query));
	if (!request)
		return std::unexpected(request.error().parameter + ": " + request.error().sentence);
	if (!consent.agrees)
		return cancelUrl(*request);
	const std::string openId = consent.openId.empty() ? world.accounts.creators.front().openId : consent.openId;
	if (!world.accounts.creator(openId))
		return std::unexpected("there is no creator " + openId);
	return agreeUrl(world, *request, openId, consent.scopes.empty() ? request->scopes : consent.scopes);
}

SandboxTokens Sandbox::issueTokens(std::string_view openId, const std::vector<std::string> &scopes)
{
	World &world = parts_->world;
	const std::scoped_lock lock(world.mutex);
	const std::string whose = openId.empty() ? world.accounts.creators.front().openId : std::string(openId);
	const auto reply = world.accounts.newGrant(whose, scopes.empty() ? world.options.appScopes : scopes,
						   world.options, world.clock.now());
	return {reply.openId, reply.accessToken, reply.refreshToken, reply.scopes};
}

void Sandbox::expireAccessTokens()
{
	const std::scoped_lock lock(parts_->world.mutex);
	parts_->world.accounts.expireAccessTokens();
}

void Sandbox::removeApp(std::string_view openId)
{
	const std::scoped_lock lock(parts_->world.mutex);
	StandIn::removeApp(parts_->world, openId);
}

bool Sandbox::finishDraft(std::string_view publishId)
{
	World &world = parts_->world;
	const std::scoped_lock lock(world.mutex);
	world.posts.settle(world.clock.now(), world.baseUrl);
	PostEntry *entry = world.posts.find(publishId);
	if (!entry || entry->post.status != "SEND_TO_USER_INBOX")
		return false;
	entry->isFinished = true;
	return true;
}

void Sandbox::clear()
{
	World &world = parts_->world;
	const std::scoped_lock lock(world.mutex);
	world.posts.entries().clear();
	world.limits.clear();
	world.recorder.clear();
	world.faults.clear();
}

} // namespace DirectPost
