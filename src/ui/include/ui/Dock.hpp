#pragma once

#include "ClipInbox.hpp"
#include "Texts.hpp"

#include <account/Account.hpp>
#include <publish/AutoPublish.hpp>
#include <publish/Publisher.hpp>

#include <QString>
#include <QWidget>

#include <functional>
#include <memory>

namespace DirectPost::Ui {

// The dock: who am I posting as, what, is it all right, what do I say, who may see it, go; then what became of it.
// It wires its parts to each other as well: creator info to the form and to auto-publish, finished clips to
// auto-publish, what is due to the publisher. It builds itself over the next turns of the event loop, hidden until it
// is whole. OBS owns it and may delete it before the parts, which must outlive it. UI thread.
class Dock : public QWidget {
	Q_OBJECT

public:
	struct Parts {
		Account::Account &account;
		Publish::Publisher &publisher;
		Publish::AutoPublish &autoPublish;
		ClipInbox &inbox;
		Texts texts;
		bool isSandbox = false;
		QString sandboxUrl;                                // shown in the banner
		std::function<void(const QString &link)> openLink; // in the browser
	};

	explicit Dock(Parts parts, QWidget *parent = nullptr);
	~Dock() override;

	// What a click on "Post" does, for a hotkey; nothing while the button is disabled.
	void pressPost();

	void showRecordingFailure(); // OBS reported it; the next clip takes the sentence away

signals:
	void built();           // from now on it hears of everything
	void attentionWanted(); // a clip is about to be posted by itself, or was not: the dock has to be seen

protected:
	void showEvent(QShowEvent *event) override;
	void dragEnterEvent(QDragEnterEvent *event) override;
	void dropEvent(QDropEvent *event) override;

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Ui
