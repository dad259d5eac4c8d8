#pragma once

#include <ui/Texts.hpp>

#include <compose/State.hpp>

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace DirectPost::Ui {

class ElidedLabel;
class FoldButton;

// One clip: picture, facts, and in one line how far it is or that its checks pass. Hidden, and without parts,
// until there is one (see Notice).
class ClipCard : public QWidget {
	Q_OBJECT

public:
	ClipCard(const Texts &texts, QWidget *parent);

	void showClip(const Compose::ClipAtHand &clip, bool isUnfolded); // `isUnfolded`: its checks, below the card

signals:
	void unfoldWanted(bool isUnfolded);
	void cancelWanted();

private:
	void makeParts();
	QWidget *makeFacts();
	QWidget *makeProgress();
	void showPicture(const QImage &picture);
	void showStage(const Compose::ClipAtHand &clip, bool isUnfolded);

	Texts texts_;
	QLabel *picture_ = nullptr;
	qint64 pictured_ = 0; // the picture shown, by its cache key; 0: none
	ElidedLabel *facts_ = nullptr;
	ElidedLabel *step_ = nullptr;
	FoldButton *checks_ = nullptr;
	QWidget *work_ = nullptr;
	QProgressBar *progress_ = nullptr;
	QPushButton *cancel_ = nullptr;
};

} // namespace DirectPost::Ui
