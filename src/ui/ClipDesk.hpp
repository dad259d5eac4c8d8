#pragma once

#include "Portions.hpp"
#include "PostDesk.hpp"

#include <account/Account.hpp>
#include <ui/ClipInbox.hpp>

#include <QObject>

namespace DirectPost::Ui {

class ClipPanel;
class CreatorDesk;
class PostForm;

// Which clip is in the form, and whether it can be posted. A newer clip takes the place of one that nobody has begun to
// work on; otherwise it is offered.
class ClipDesk : public QObject {
	Q_OBJECT

public:
	struct Parts {
		Account::Account &account;
		ClipInbox &inbox;
		CreatorDesk &creator;
		PostDesk &desk;
		ClipPanel &panel;
		PostForm &form;
	};
	explicit ClipDesk(Parts parts, QObject *parent = nullptr);

	void refresh();                   // account or creator info have changed
	void askCreator();                // the form comes into view
	void recordingFailed();           // OBS gave up on it: there is no clip
	void setCounting(quint64 clipId); // auto-publish counts down for this clip; 0: for none

private:
	void wireInbox();
	void wirePosting();
	bool show(size_t portion);
	void arrived(quint64 id);
	void ready(quint64 id);
	void failed(quint64 id, const Error &error);
	void posted(quint64 id, PostDesk::By by);
	void take(quint64 id); // 0: none
	enum class Repeat { Refuse = 1, Want };
	void post(const TikTok::VideoPost &post, Repeat repeat);
	const char *obstacle() const;
	std::vector<Media::Finding> findings() const;
	std::optional<Error> slowLineWarning() const;

	Parts parts_;
	Portions portions_;
	quint64 clip_ = 0;  // in the form; 0: none
	quint64 newer_ = 0; // offered; 0: none
	quint64 counting_ = 0;
};

} // namespace DirectPost::Ui
