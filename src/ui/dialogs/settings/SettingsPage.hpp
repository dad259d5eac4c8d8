#pragma once

#include "parts/Page.hpp"

#include <compose/Settings.hpp>

namespace DirectPost::Ui {

// One page of the settings dialog. It shows what is stored, and writes what was chosen on it into its own members of
// the settings.
class SettingsPage : public Page {
	Q_OBJECT

public:
	using Page::Page;

	virtual void showStored(const Compose::Settings &stored) = 0;
	virtual void writeTo(Compose::Settings &chosen) const = 0;

signals:
	void changed(); // by the user
};

} // namespace DirectPost::Ui
