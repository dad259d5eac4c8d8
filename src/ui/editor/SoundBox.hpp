#pragma once

#include <ui/Texts.hpp>

#include <media/EditPlan.hpp>
#include <media/MediaFacts.hpp>
#include <media/Preview.hpp>

#include <QGroupBox>

#include <vector>

class QCheckBox;
class QDoubleSpinBox;
class QGridLayout;

namespace DirectPost::Ui {

class Notice;

// Which sound tracks are heard in the clip, how loud each.
class SoundBox : public QGroupBox {
	Q_OBJECT

public:
	SoundBox(const Texts &texts, QWidget *parent);

	void showTracks(const Media::MediaFacts &facts); // once
	void showMix(const Media::SoundMix &mix);
	void showSound(int track, Media::TrackSound sound); // what is to be pointed out about it

signals:
	void edited(const Media::SoundMix &mix);

private:
	struct Row {
		int track = 1;
		QCheckBox *isHeard = nullptr;
		QDoubleSpinBox *level_dB = nullptr;
		Notice *note = nullptr; // below it, where there is something to point out
	};
	void addRow(const Media::SoundTrack &track);
	Media::SoundMix mix() const;
	void edit();

	Texts texts_;
	QGridLayout *grid_;
	QCheckBox *isNormalised_;
	std::vector<Row> rows_;
	int postedTrack_ = 0;
	bool isShowing_ = false; // what is set by the program is nobody's choice
};

} // namespace DirectPost::Ui
