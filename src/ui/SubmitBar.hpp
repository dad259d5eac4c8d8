#pragma once

#include "Notice.hpp"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace DirectPost::Ui {

class ConsentLine;

// The end of a form: what went wrong, the declaration, the button, and the reason why it is disabled.
class SubmitBar : public QWidget {
	Q_OBJECT

public:
	struct Button {
		const char *textKey;
		const char *objectName;
	};
	SubmitBar(const Texts &texts, std::function<void(const QString &)> openLink, Button button, QWidget *parent);

	void setReason(const char *textKey); // nullptr: the button is enabled
	void setCommercial(const TikTok::CommercialContent &commercial);
	void showTrouble(const Error *error); // creator info is missing: it can be asked for again; nullptr: none
	void showRefusal(const Error *error); // the post could not be made; nullptr: none
	void press();

signals:
	void pressed();
	void askAgainWanted();
	void repeatWanted(); // although the clip was posted already

private:
	Texts texts_;
	Notice *trouble_;
	Notice *refusal_;
	QPushButton *repeat_;
	ConsentLine *consent_;
	QPushButton *button_;
	QLabel *reason_;
};

} // namespace DirectPost::Ui
