#pragma once

#include <compose/State.hpp>

#include <base/Error.hpp>

#include <QString>

#include <optional>

namespace DirectPost::Remote {

// Something a person wants to hear of who is busy with something else.
struct Notification {
	enum class What {
		Published = 1,
		SentToInbox,
		Failed,
		OutcomeUnknown,
		CountingDown,  // auto-publish is about to post a clip
		LeftForReview, // auto-publish did not
	};
	What what = What::Published;
	QString name;                          // of the post, or of the clip
	std::optional<Error> error;            // of Failed and OutcomeUnknown
	std::optional<Compose::Review> review; // of LeftForReview
	int left_s = 0;                        // of CountingDown

	bool isTrouble() const
	{
		return what == What::Failed || what == What::OutcomeUnknown || what == What::LeftForReview;
	}
};

} // namespace DirectPost::Remote
