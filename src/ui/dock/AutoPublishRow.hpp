#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QWidget>

class QCheckBox;

namespace DirectPost::Ui {

class ElidedLabel;

// The toggle of auto-publish, and in one line what it is on for.
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
	ElidedLabel *armed_;
};

} // namespace DirectPost::Ui
