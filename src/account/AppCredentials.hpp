#pragma once

#include <tiktok/Types.hpp>

#include <mutex>
#include <optional>

namespace DirectPost::Account {

// Key and secret of the developer app that Direct Post acts for. Nobody else keeps them in memory: who needs them asks
// here each time. They come from the environment (sandbox mode: these win and are never stored), from Settings, or from
// the account file, in this order. Any thread.
class AppCredentials {
public:
	explicit AppCredentials(std::optional<TikTok::Credentials> environment = {});

	bool areFromEnvironment() const { return areFromEnvironment_; }
	TikTok::Credentials current() const;
	bool areComplete() const { return current().isComplete(); }

	// Typed into Settings; an empty secret keeps the one that came with the same key. Returns what was current
	// before. Without effect when they come from the environment.
	TikTok::Credentials enter(const std::string &clientKey, const Secret &clientSecret);
	// Found in the account file. What was typed before the file could be opened wins. True: the result is not what
	// the file holds, and must be stored.
	bool addStored(const TikTok::Credentials &stored);

private:
	const bool areFromEnvironment_;
	mutable std::mutex mutex_;
	TikTok::Credentials current_;
};

} // namespace DirectPost::Account
