#pragma once

#include "SettingsPage.hpp"

#include <ui/Texts.hpp>

class QCheckBox;
class QSpinBox;

namespace DirectPost::Ui {

// Which clips arrive by themselves, where that of a marked moment begins, and who tells of posts.
class ClipsPage : public SettingsPage {
	Q_OBJECT

public:
	ClipsPage(const Texts &texts, QWidget *parent);

	void showStored(const Compose::Settings &stored) override;
	void writeTo(Compose::Settings &chosen) const override;

private:
	QCheckBox *makeBox(const QString &text, const char *objectName);

	QCheckBox *recordings_;
	QCheckBox *replays_;
	QCheckBox *otherOutputs_;
	QSpinBox *beforeMark_s_;
	QCheckBox *notifies_;
};

} // namespace DirectPost::Ui
