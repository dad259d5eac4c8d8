#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QWidget>

#include <vector>

class QPushButton;

namespace DirectPost::Ui {

class ElidedLabel;

// Below the clip: what is made of it, in a line, and the quickest ways to make something else of it. Hidden, and
// without parts, until a clip may be edited (see Notice).
class EditRow : public QWidget {
	Q_OBJECT

public:
	EditRow(const Texts &texts, QWidget *parent);

	void showClip(const Compose::ClipAtHand &clip);

signals:
	void editWanted();
	void lastWanted(qint64 last_ms);
	void wholeWanted();

private:
	void makeParts();
	QPushButton *addButton(QLayout &flow, const QString &text, const char *objectName);

	Texts texts_;
	ElidedLabel *line_ = nullptr;
	QPushButton *edit_ = nullptr;
	QPushButton *whole_ = nullptr;
	std::vector<std::pair<qint64, QPushButton *>> lasts_;
};

} // namespace DirectPost::Ui
