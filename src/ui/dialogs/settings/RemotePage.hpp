#pragma once

#include "SettingsPage.hpp"

#include <ui/Texts.hpp>

class QCheckBox;

namespace DirectPost::Ui {

// What obs-websocket's clients may do.
class RemotePage : public SettingsPage {
	Q_OBJECT

public:
	RemotePage(const Texts &texts, QWidget *parent);

	void showStored(const Compose::Settings &stored) override;
	void writeTo(Compose::Settings &chosen) const override;

private:
	QCheckBox *mayPost_;
};

} // namespace DirectPost::Ui
