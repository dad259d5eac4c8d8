#pragma once

#include "SandboxClock.hpp"

#include <deque>
#include <map>
#include <string>

namespace DirectPost::StandIn {

// TikTok counts per access token and endpoint in a sliding minute. Refused requests do not count.
class RateLimits {
public:
	// False: one more than `limit` in the last minute.
	bool admit(const std::string &token, const std::string &endpoint, size_t limit, Time now)
	{
		auto &times = times_[token + ' ' + endpoint];
		while (!times.empty() && now - times.front() >= std::chrono::minutes(1))
			times.pop_front();
		if (times.size() >= limit)
			return false;
		times.push_back(now);
		return true;
	}
	void clear() { times_.clear(); }

private:
	std::map<std::string, std::deque<Time>> times_;
};

} // namespace DirectPost::StandIn
