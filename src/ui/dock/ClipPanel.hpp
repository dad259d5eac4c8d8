#pragma once

#include "parts/Notice.hpp"

#include <compose/State.hpp>

#include <QWidget>

class QLabel;

namespace DirectPost::Ui {

class CheckList;
class ClipCard;
class ClipHead;
class EditRow;

// The clips at hand: the one in the form with what matters about it, the way to the others, and what came to nothing.
class ClipPanel : public QWidget {
	Q_OBJECT

public:
	ClipPanel(const Texts &texts, QWidget *parent);

	void showState(const Compose::State &state);
	void showDropRefusal(const QString &sentence); // until a clip comes; empty: none

signals:
	void showWanted(quint64 clip);
	void previousWanted();
	void nextWanted();
	void putAwayWanted(quint64 clip);
	void cancelWanted(quint64 clip);
	void prepareAgainWanted(quint64 clip);
	void chooseWanted();
	void editWanted(quint64 clip);
	void lastWanted(quint64 clip, qint64 last_ms);
	void wholeWanted(quint64 clip);
	void trimWanted(quint64 clip);
	void repairWanted(quint64 clip);
	void fitHourWanted(quint64 clip);
	void paceWanted(DirectPost::Publish::PaceMode mode);
	void listTroubleSeen();
	void momentTroubleSeen();

private:
	void connectParts();
	void showClip();

	Texts texts_;
	std::optional<Compose::ClipAtHand> clip_;   // in the form
	Compose::ClipId newest_ = Compose::kNoClip; // offered
	Compose::ClipId latest_ = Compose::kNoClip; // the last one that came
	bool isUnfolded_ = false;                   // the clip's checks
	Notice *recordingFailure_;
	Notice *listTrouble_;
	Notice *momentTrouble_;
	Notice *dropRefusal_;
	ClipHead *head_;
	QLabel *empty_;
	ClipCard *card_;
	CheckList *checks_;
	EditRow *edit_;
	Notice *slowLine_;
	Notice *failure_;
};

} // namespace DirectPost::Ui
