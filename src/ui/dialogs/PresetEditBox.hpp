#pragma once

#include <ui/Texts.hpp>

#include <compose/Draft.hpp>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace DirectPost::Ui {

// What auto-publish makes of every clip before it posts it.
class PresetEditBox : public QWidget {
	Q_OBJECT

public:
	PresetEditBox(const Texts &texts, QWidget *parent);

	void showEdit(const Compose::PresetEdit &edit);
	Compose::PresetEdit edit() const;

signals:
	void edited(); // by the user

private:
	QWidget *makeLayouts(const Texts &texts);
	QWidget *makeLast(const Texts &texts);
	void tellEdited();

	QComboBox *layouts_ = nullptr;
	QCheckBox *isLastAlone_ = nullptr;
	QSpinBox *last_s_ = nullptr;
	QCheckBox *isRepaired_ = nullptr;
	bool isShowing_ = false;
};

} // namespace DirectPost::Ui
