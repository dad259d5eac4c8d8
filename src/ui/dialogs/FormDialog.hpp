#pragma once

#include "parts/SubmitBar.hpp"

#include <QDialog>

class QVBoxLayout;

namespace DirectPost::Ui {

// A dialog around a form: what is filled in scrolls, the button and what there is to say about it stay in sight.
class FormDialog : public QDialog {
	Q_OBJECT

public:
	QSize sizeHint() const override; // everything in sight; a later opening shows it as the user left it

signals:
	void askAgainWanted();

protected:
	FormDialog(const Texts &texts, std::function<void(const QString &)> openLink, SubmitBar::Button button,
		   QWidget *parent);

	void addToColumn(std::initializer_list<QWidget *> widgets);
	SubmitBar &submit() const { return *submit_; }
	void allowWriting(bool may); // not while what was written is on its way
	bool focusNextPrevChild(bool isNext) override;
	void showEvent(QShowEvent *event) override;

private:
	QWidget *content_ = nullptr;
	QVBoxLayout *column_ = nullptr;
	SubmitBar *submit_ = nullptr;
};

} // namespace DirectPost::Ui
