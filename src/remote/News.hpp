#pragma once

#include <remote/Notification.hpp>

#include <map>
#include <set>
#include <vector>

namespace DirectPost::Remote {

// Finds in each state what is to be told: every event once, and nothing that was so when OBS started.
class News {
public:
	std::vector<Notification> in(const Compose::State &state);

private:
	void addPosts(const Publish::QueueSnapshot &queue, std::vector<Notification> &news);
	void addCountdown(const Compose::AutoPublishState &autoPublish, std::vector<Notification> &news);
	void addReviews(const Compose::AutoPublishState &autoPublish, std::vector<Notification> &news);

	std::optional<std::map<Publish::JobId, bool>> isOver_; // each post that was listed; none: nothing was read yet
	uint64_t counting_ = 0;                                // this clip's countdown was told
	using Left = std::set<std::pair<uint64_t, std::string>>;
	std::optional<Left> left_; // clip and reason; none: nothing was looked at yet
};

} // namespace DirectPost::Remote
