#pragma once

#include "Texts.hpp"

#include <compose/Composer.hpp>

#include <QString>
#include <QWidget>

#include <functional>
#include <memory>

namespace DirectPost::Ui {

// The dock: who am I posting as, what, is it all right, what do I say, who may see it, go; then what became of it. A
// face of the composer: it shows its state and sends it commands. OBS owns it and may delete it before the composer,
// which must outlive it. UI thread.
class Dock : public QWidget {
	Q_OBJECT

public:
	struct Parts {
		Compose::Composer &composer;
		Texts texts;
		bool isSandbox = false;
		QString sandboxUrl;                                // shown in the banner
		std::function<void(const QString &link)> openLink; // in the browser
		std::function<QString()> recordingFolder;          // where OBS records now; may be empty
	};

	explicit Dock(Parts parts, QWidget *parent = nullptr);
	~Dock() override;

protected:
	bool focusNextPrevChild(bool isNext) override;
	bool eventFilter(QObject *watched, QEvent *event) override;
	void showEvent(QShowEvent *event) override;
	void hideEvent(QHideEvent *event) override;
	void dragEnterEvent(QDragEnterEvent *event) override;
	void dropEvent(QDropEvent *event) override;

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Ui
