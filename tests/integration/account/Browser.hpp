#pragma once

#include <tiktok/TransferLoop.hpp>

#include <string>
#include <vector>

namespace DirectPost::Account {

// What a person with a browser does on TikTok's consent page: opens the link, unticks some permissions, clicks a
// button, and is sent back to the listener. It reads the page's form as a browser would. Runs the Qt event loop
// meanwhile.
class Browser {
public:
	explicit Browser(std::string caFile) : caFile_(std::move(caFile)) {}

	struct Choice {
		bool agrees = true;
		std::vector<std::string> unticked = {};
	};
	// The text of the page it ended on; empty when something went wrong.
	std::string consent(const std::string &link, const Choice &choice);

private:
	TikTok::HttpReply fetch(const std::string &method, const std::string &url, const std::string &form = {});

	std::string caFile_;
	TikTok::TransferLoop loop_{[](LogLevel, const std::string &) {
	}};
};

} // namespace DirectPost::Account
