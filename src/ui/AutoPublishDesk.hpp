#pragma once

#include "PostDesk.hpp"

#include <account/Account.hpp>
#include <publish/AutoPublish.hpp>
#include <ui/ClipInbox.hpp>
#include <ui/Texts.hpp>

#include <QObject>

namespace DirectPost::Ui {

class AutoPublishPanel;
class ClipDesk;
class CreatorDesk;
class PresetDialog;

// Between auto-publish and everything it needs: finished clips and fresh creator info go in, what is due goes to the
// publisher, what the user should see to the panel.
class AutoPublishDesk : public QObject {
	Q_OBJECT

public:
	struct Parts {
		const Texts &texts;
		Account::Account &account;
		Publish::AutoPublish &autoPublish;
		ClipInbox &inbox;
		CreatorDesk &creator;
		PostDesk &desk;
		ClipDesk &clips;
		AutoPublishPanel &panel;
		PresetDialog &dialog;
	};
	explicit AutoPublishDesk(Parts parts, QObject *parent = nullptr);

signals:
	void attentionWanted(); // the countdown begins, or a clip was not posted by itself

private:
	void wireSources();
	void wireOutcome();
	void wirePanel();
	void clipReady(quint64 id);
	void askCreator();
	void showCountdown(quint64 id, int left_s);
	void countdownIsOver();
	void due(quint64 id, const Publish::Preset &preset);
	void showReview(quint64 id, const QString &reason);
	void showArmed();
	void openDialog();
	void showCreator();
	void arm(Publish::Preset preset);

	Parts parts_;
};

} // namespace DirectPost::Ui
