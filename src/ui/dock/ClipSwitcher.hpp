#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QStringList>
#include <QWidget>

class QComboBox;
class QToolButton;

namespace DirectPost::Ui {

// Which of several clips at hand is in the form: one step back or forth, or any of them from a list. Hidden while there
// is nothing to choose from, and without parts until there is (see Notice).
class ClipSwitcher : public QWidget {
	Q_OBJECT

public:
	ClipSwitcher(const Texts &texts, QWidget *parent);

	void showClips(const std::vector<Compose::ClipAtHand> &clips, Compose::ClipId shown);
	void offerNewer(const Compose::ClipAtHand *newer); // in the same row; nullptr: there is none

signals:
	void previousWanted();
	void nextWanted();
	void wanted(quint64 clip);
	void newerWanted();

private:
	void makeParts();
	void makeNewer();
	QToolButton *makeArrow(Qt::ArrowType arrow, const char *nameKey, const char *objectName);
	void listClips(const std::vector<Compose::ClipAtHand> &clips);

	Texts texts_;
	QToolButton *previous_ = nullptr;
	QComboBox *list_ = nullptr;
	QToolButton *next_ = nullptr;
	QToolButton *newer_ = nullptr;
	std::vector<Compose::ClipId> ids_; // listed, in this order
	QStringList names_;
};

} // namespace DirectPost::Ui
