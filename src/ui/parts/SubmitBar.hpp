#pragma once

#include "Notice.hpp"

#include <QWidget>

#include <functional>
#include <optional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace DirectPost::Ui {

class ConsentLine;
class MenuButton;

// The end of a form: what went wrong, what is still missing, the declaration, the button.
class SubmitBar : public QWidget {
	Q_OBJECT

public:
	struct Button {
		const char *textKey;
		const char *objectName;
	};
	SubmitBar(const Texts &texts, std::function<void(const QString &)> openLink, Button button, QWidget *parent);
	// Another one beside it, for whoever adds it to see to.
	QPushButton *addButton(Button button);
	MenuButton *addMenu(Button button); // likewise; its text is its name

	void showObstacle(Compose::Obstacle obstacle); // None: the button is enabled
	void showCommercial(const TikTok::CommercialContent &commercial);
	void showCreatorError(const std::optional<Error> &error); // creator info is missing: it can be asked for again
	// The post could not be made; `offered`: to make it all the same, as what it was to be.
	enum class Repeat { None = 1, Post, Draft };
	void showRefusal(const std::optional<Error> &error, Repeat offered);

signals:
	void pressed();
	void askAgainWanted();
	void repeatWanted(); // although the clip was posted already
	void draftRepeatWanted();

private:
	void showReason();

	Texts texts_;
	Compose::Obstacle obstacle_ = Compose::Obstacle::None;
	Notice *creatorError_;
	Notice *refusal_;
	QLabel *reason_;
	ConsentLine *consent_;
	QPushButton *button_;
	QHBoxLayout *buttons_;
};

} // namespace DirectPost::Ui
