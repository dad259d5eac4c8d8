#pragma once

#include <ui/Texts.hpp>

#include <compose/EditSession.hpp>
#include <media/Preview.hpp>

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace DirectPost::Ui {

class SoundBox;

// Beside the pictures: what becomes of picture and sound, which picture stands for the clip, how large it may be.
class OptionsPanel : public QWidget {
	Q_OBJECT

public:
	OptionsPanel(const Texts &texts, QWidget *parent);

	void begin(const Media::MediaFacts &facts, const Compose::EditTerms &terms);
	void showEdit(const Compose::Edit &edit);
	void showSound(int track, Media::TrackSound sound);

signals:
	void layoutChosen(Media::LayoutKind kind);
	void soundEdited(const Media::SoundMix &mix);
	void coverWanted();
	void noCoverWanted();
	void durationFitWanted(bool isWanted);
	void bytesFitWanted(bool isWanted);
	void phoneButtonsWanted(bool isWanted);

private:
	QWidget *makeLayouts();
	QWidget *makeCover();
	QWidget *makeFit();

	Texts texts_;
	QButtonGroup *layouts_ = nullptr;
	QLabel *camera_ = nullptr;
	SoundBox *sound_ = nullptr;
	QLabel *cover_ = nullptr;
	QPushButton *noCover_ = nullptr;
	QCheckBox *fitDuration_ = nullptr;
	QCheckBox *fitBytes_ = nullptr;
	QCheckBox *phoneButtons_ = nullptr;
	bool isShowing_ = false; // what is set by the program is nobody's choice
};

} // namespace DirectPost::Ui
