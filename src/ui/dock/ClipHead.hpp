#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QStringList>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QToolButton;

namespace DirectPost::Ui {

class ElidedLabel;

// Which clip is in the form, in one line: its name; where several are at hand, the list of them in its place, with a
// step back or forth. And the way to put it away. Hidden, and without parts, until there is one (see Notice).
class ClipHead : public QWidget {
	Q_OBJECT

public:
	ClipHead(const Texts &texts, QWidget *parent);

	void showState(const Compose::State &state);

signals:
	void previousWanted();
	void nextWanted();
	void wanted(quint64 clip);
	void newerWanted();
	void putAwayWanted();

private:
	QString titleOf(const Compose::ClipAtHand &clip) const;
	void makeParts();
	void makeChoice();
	void makeNewer();
	void showChoice(const Compose::State &state);
	void offerNewer(const Compose::ClipAtHand *newer); // nullptr: there is none
	QToolButton *makeArrow(Qt::ArrowType arrow, const char *nameKey, const char *objectName);
	void listClips(const std::vector<Compose::ClipAtHand> &clips);

	Texts texts_;
	QHBoxLayout *row_ = nullptr;
	ElidedLabel *name_ = nullptr;
	QToolButton *putAway_ = nullptr;
	QToolButton *previous_ = nullptr;
	QComboBox *list_ = nullptr;
	QToolButton *next_ = nullptr;
	QToolButton *newer_ = nullptr;
	std::vector<Compose::ClipId> ids_; // listed, in this order
	QStringList names_;
};

} // namespace DirectPost::Ui
