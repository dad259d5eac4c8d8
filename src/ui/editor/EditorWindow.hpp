#pragma once

#include <ui/Texts.hpp>

#include <compose/Composer.hpp>

#include <QDialog>

#include <memory>

namespace DirectPost::Ui {

// One clip, to be cut, turned upright and mixed, in a window beside OBS. It changes nothing before "Use this clip".
class EditorWindow : public QDialog {
	Q_OBJECT

public:
	// The clip is at hand, and may be edited.
	EditorWindow(Compose::Composer &composer, const Texts &texts, Compose::ClipId clip, QWidget *owner);
	~EditorWindow() override;

	void showState(const Compose::State &state); // closes where the clip is gone

	QSize sizeHint() const override;

signals:
	void closed(QSize size);

protected:
	void closeEvent(QCloseEvent *event) override;
	void keyPressEvent(QKeyEvent *event) override;

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Ui
