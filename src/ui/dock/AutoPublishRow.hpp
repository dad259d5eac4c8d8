#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QWidget>

class QCheckBox;
class QLabel;

namespace DirectPost::Ui {

// The toggle of auto-publish, and what it is on for, in whole: it was agreed to.
class AutoPublishRow : public QWidget {
	Q_OBJECT

public:
	AutoPublishRow(const Texts &texts, QWidget *parent);

	void showState(const Compose::AutoPublishState &autoPublish, const Account::Identity &account);

signals:
	void turnOnWanted();
	void turnOffWanted();

private:
	QString kindsText(const Compose::Preset &preset) const;

	Texts texts_;
	QCheckBox *toggle_;
	QLabel *armed_;
};

} // namespace DirectPost::Ui
