#include "NotificationWords.hpp"

#include <compose/Captions.hpp>

namespace DirectPost {

namespace {

using What = Remote::Notification::What;

constexpr qsizetype kLongestName = 80; // a caption may have two thousand

QString shortened(const QString &name)
{
	return name.size() <= kLongestName ? name : Compose::cutTo(kLongestName, name) + u'…';
}

const char *titleKey(What what)
{
	switch (what) {
	case What::Published:
		return "Notify.Published";
	case What::SentToInbox:
		return "Notify.SentToInbox";
	case What::Failed:
		return "Notify.Failed";
	case What::OutcomeUnknown:
		return "Notify.OutcomeUnknown";
	case What::CountingDown:
		return "Notify.CountingDown";
	case What::LeftForReview:
		return "Notify.LeftForReview";
	}
	return "";
}

} // namespace

NotificationWords wordsOf(const Remote::Notification &notification, const Ui::Texts &texts)
{
	QString text = shortened(notification.name);
	if (notification.error)
		text += u'\n' + texts.sentence(*notification.error);
	if (notification.review)
		text += u'\n' + texts.reviewReason(*notification.review);
	if (notification.what == What::CountingDown)
		text += u'\n' + texts.text("Notify.TimeToCancel", {{"seconds", QString::number(notification.left_s)}});
	return {.title = texts.text(titleKey(notification.what)), .text = text};
}

} // namespace DirectPost
