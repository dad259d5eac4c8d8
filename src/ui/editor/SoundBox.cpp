#include "SoundBox.hpp"

#include "parts/IfNew.hpp"
#include "parts/Notice.hpp"
#include "parts/ToolTip.hpp"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>

#include <algorithm>
#include <utility>

namespace DirectPost::Ui {

namespace {

// OBS's simple output calls its tracks "simple_aac_recording0" and the like: such names are not shown.
constexpr auto kUnnamed = QLatin1StringView("simple_");
constexpr int kLinesPerTrack = 2;   // the second says what is to be pointed out
constexpr int kWidestName_px = 150; // beside it the level has to have room
constexpr double kQuietest_dB = -60;
constexpr double kLoudest_dB = 20;

} // namespace

SoundBox::SoundBox(const Texts &texts, QWidget *parent)
	: QGroupBox(texts.text("Editor.Sound"), parent),
	  texts_(texts),
	  grid_(new QGridLayout(this)),
	  isNormalised_(new QCheckBox(texts.text("Editor.Normalise"), this))
{
	setObjectName(QStringLiteral("soundBox"));
	isNormalised_->setObjectName(QStringLiteral("normaliseCheck"));
	grid_->setColumnStretch(0, 1);
	grid_->addWidget(isNormalised_, 0, 0, 1, 2);
	connect(isNormalised_, &QCheckBox::toggled, this, &SoundBox::edit);
}

void SoundBox::showTracks(const Media::MediaFacts &facts)
{
	postedTrack_ = facts.postedTrack;
	for (const Media::SoundTrack &track : facts.soundTracks) {
		if (track.hasSound)
			addRow(track);
	}
	grid_->addWidget(isNormalised_, kLinesPerTrack * static_cast<int>(rows_.size()), 0, 1, 2);
	setVisible(!rows_.empty());
}

void SoundBox::addRow(const Media::SoundTrack &track)
{
	const QString said = QString::fromStdString(track.name);
	const bool isNamed = !said.isEmpty() && !said.startsWith(kUnnamed);
	const QString name = isNamed ? said : texts_.text("Editor.Track", {{"number", QString::number(track.number)}});
	Row row{.track = track.number,
		.isHeard = new QCheckBox(this),
		.level_dB = new QDoubleSpinBox(this),
		.note = new Notice(texts_, this)};
	const QString fitting = fontMetrics().elidedText(name, Qt::ElideMiddle, kWidestName_px);
	row.isHeard->setText(QString(fitting).replace(u'&', QStringLiteral("&&"))); // it is no key of a menu
	row.isHeard->setAccessibleName(name);
	row.isHeard->setToolTip(plainToolTip(name));
	row.note->setObjectName(QStringLiteral("track%1Note").arg(track.number));
	row.isHeard->setObjectName(QStringLiteral("track%1Check").arg(track.number));
	row.level_dB->setObjectName(QStringLiteral("track%1Level").arg(track.number));
	row.level_dB->setAccessibleName(texts_.text("Editor.Level", {{"track", name}}));
	row.level_dB->setRange(kQuietest_dB, kLoudest_dB);
	row.level_dB->setDecimals(1);
	row.level_dB->setSuffix(QStringLiteral(" dB"));
	const int line = kLinesPerTrack * static_cast<int>(rows_.size());
	grid_->addWidget(row.isHeard, line, 0);
	grid_->addWidget(row.level_dB, line, 1);
	grid_->addWidget(row.note, line + 1, 0, 1, 2);
	connect(row.isHeard, &QCheckBox::toggled, this, &SoundBox::edit);
	connect(row.level_dB, &QDoubleSpinBox::valueChanged, this, &SoundBox::edit);
	rows_.push_back(row);
}

void SoundBox::showMix(const Media::SoundMix &mix)
{
	isShowing_ = true;
	const std::vector<Media::TrackLevel> heard =
		mix.tracks.value_or(std::vector{Media::TrackLevel{.track = postedTrack_, .level_dB = 0}});
	for (const Row &row : rows_) {
		const auto level = std::ranges::find(heard, row.track, &Media::TrackLevel::track);
		row.isHeard->setChecked(level != heard.end());
		enableIf(*row.level_dB, level != heard.end());
		row.level_dB->setValue(level != heard.end() ? level->level_dB : 0);
	}
	isNormalised_->setChecked(mix.isLoudnessNormalised);
	isShowing_ = false;
}

void SoundBox::showSound(int track, Media::TrackSound sound)
{
	const auto row = std::ranges::find(rows_, track, &Row::track);
	if (row == rows_.end())
		return;
	const QString name = row->isHeard->text();
	if (sound == Media::TrackSound::Silent)
		row->note->say(Mood::Warning, texts_.text("Editor.TrackSilent", {{"track", name}}));
	else if (sound == Media::TrackSound::Clipped)
		row->note->say(Mood::Warning, texts_.text("Editor.TrackClipped", {{"track", name}}));
	else
		row->note->clear();
}

// What would be heard without a choice is no choice.
Media::SoundMix SoundBox::mix() const
{
	std::vector<Media::TrackLevel> heard;
	for (const Row &row : rows_) {
		if (row.isHeard->isChecked())
			heard.push_back({.track = row.track, .level_dB = row.level_dB->value()});
	}
	Media::SoundMix mix{.tracks = {}, .isLoudnessNormalised = isNormalised_->isChecked()};
	if (heard != std::vector{Media::TrackLevel{.track = postedTrack_, .level_dB = 0}})
		mix.tracks = std::move(heard);
	return mix;
}

void SoundBox::edit()
{
	if (!isShowing_)
		emit edited(mix());
}

} // namespace DirectPost::Ui
