#pragma once

#include <publish/Publisher.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace DirectPost::Publish {

// A login as the keychain would give it back.
struct Login {
	std::string openId;
	Secret accessToken;
	Secret refreshToken;
	TikTok::Credentials credentials;
};

// What one run of OBS has of this plugin, without its dock: the publisher thread, the account and the queue of a
// folder.
class Obs {
public:
	struct Setup {
		std::string tikTokUrl;
		std::string caFile;
		std::filesystem::path folder;
		std::optional<Login> login;
		const Clock *clock = nullptr; // none: the system's
		Log log;                      // also sees every line, on the loop's thread
	};
	explicit Obs(Setup setup);
	~Obs();

	Publisher &publisher() { return *publisher_; }
	void connectAccount(const Login &login);    // beside those that are connected
	void disconnectAccount(const Login &login); // revoked at TikTok

	// Turns the event loop until it is so; false: not within the time.
	bool until(const std::function<bool()> &isSo, std::chrono::seconds patience = std::chrono::seconds(60));
	// The newest job, once it is in the store.
	std::optional<JobSnapshot> post(PostRequest request);
	std::optional<JobSnapshot> job(JobId id) const;
	std::optional<JobSnapshot> untilOver(JobId id, std::chrono::seconds patience = std::chrono::seconds(60));

	const std::vector<Error> &refused() const { return refused_; }
	std::string logged() const;

private:
	Clock systemClock_;
	mutable std::mutex mutex_;
	std::string lines_;
	Log log_;
	std::shared_ptr<TikTok::TokenBucket> pace_ = std::make_shared<TikTok::TokenBucket>();
	TikTok::TransferLoop loop_;
	TikTok::Client client_;
	Account::TokenKeeper keeper_;
	std::unique_ptr<Publisher> publisher_;
	std::optional<JobId> posted_;
	std::vector<Error> refused_;
};

void write(const std::filesystem::path &file, const std::string &bytes);
std::string sha256(const std::string &bytes);
PostRequest videoOf(const std::filesystem::path &file, const std::string &openId, const std::string &caption);

} // namespace DirectPost::Publish
