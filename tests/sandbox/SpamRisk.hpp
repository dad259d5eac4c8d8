#pragma once

#include "World.hpp"

namespace DirectPost::StandIn {

// The error.code that keeps a creator from direct posts just now; empty if none does.
inline std::string spamRisk(const World &world, const SandboxCreator &creator)
{
	constexpr int kUnauditedUserCap = 5;
	const Time now = world.clock.now();
	if (creator.bannedFromPosting)
		return "spam_risk_user_banned_from_posting";
	if (world.posts.recent(creator.openId, false, now) >= creator.dailyPostCap)
		return "spam_risk_too_many_posts";
	const int cap = world.options.activeUserCap > 0 ? world.options.activeUserCap
							: (world.options.audited ? 0 : kUnauditedUserCap);
	if (cap > 0 && world.posts.recentCreators(creator.openId, now) >= cap)
		return "reached_active_user_cap";
	return {};
}

} // namespace DirectPost::StandIn
