#pragma once

#include <remote/Notification.hpp>
#include <ui/Texts.hpp>

namespace DirectPost {

struct NotificationWords {
	QString title;
	QString text;
};

// As the dock says it.
NotificationWords wordsOf(const Remote::Notification &notification, const Ui::Texts &texts);

} // namespace DirectPost
