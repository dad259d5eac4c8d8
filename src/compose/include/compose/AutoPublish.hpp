#pragma once

#include "Draft.hpp"

#include <tiktok/Types.hpp>

#include <base/Error.hpp>

#include <QDateTime>
#include <QList>
#include <QString>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace DirectPost::Compose {

// What the creator completed by hand and agreed to, for one account.
struct Preset {
	std::string accountOpenId;
	TikTok::PostInfo info; // its caption is a template (Captions.hpp)
	bool forRecordings = true;
	bool forReplays = false;
	PresetEdit edit = {};
	std::string consentedAt; // ISO 8601, UTC

	bool operator==(const Preset &) const = default;
};

// Why a clip waits for the user instead of being posted; the locale key is "AutoPublish.<code>".
struct Review {
	uint64_t clip = 0;
	QString clipName;
	std::string code; // privacy_gone, interaction_gone, clip_too_long, checks_failed, other_account, daily_cap,
			  // creator_refused, clip_failed, post_refused, too_short, short_rest, recording_failed,
			  // looks_older, obs_was_closed, disconnected, unknown_word
	std::optional<Error> error;
};

struct Countdown {
	uint64_t clip = 0;
	QString clipName;
	int left_s = 0;
	bool isHeld = false; // it cannot be seen: it waits until it can
};

struct AutoPublishState {
	bool isArmed = false;
	bool wasTurnedOff = false;    // by another account's coming; until it is turned on, or off, by hand
	std::optional<Preset> preset; // the last completed one
	std::optional<Countdown> countdown;
	std::vector<Review> reviews; // oldest first, until seen
};

inline constexpr int kCountdown_s = 10;
inline constexpr int kDailyCap = 10; // clips sent in 24 hours, below TikTok's own limit of about fifteen

} // namespace DirectPost::Compose
