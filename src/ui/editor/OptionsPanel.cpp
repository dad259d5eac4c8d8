#include "OptionsPanel.hpp"

#include "SoundBox.hpp"
#include "parts/EditLine.hpp"
#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"

#include <media/Limits.hpp>
#include <media/Texts.hpp>

#include <QButtonGroup>
#include <QCheckBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

using Media::LayoutKind;

struct LayoutChoice {
	LayoutKind kind;
	const char *objectName;
};
constexpr std::array kLayouts = {
	LayoutChoice{LayoutKind::AsRecorded, "asRecordedRadio"},
	LayoutChoice{LayoutKind::VerticalCrop, "verticalCropRadio"},
	LayoutChoice{LayoutKind::VerticalBlurred, "verticalBlurredRadio"},
	LayoutChoice{LayoutKind::CameraOverGame, "cameraOverGameRadio"},
};

} // namespace

OptionsPanel::OptionsPanel(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(makeLayouts());
	column->addWidget(sound_ = new SoundBox(texts, this));
	column->addWidget(makeCover());
	column->addWidget(makeFit());
	phoneButtons_ = new QCheckBox(texts.text("Editor.PhoneButtons"), this);
	phoneButtons_->setObjectName(QStringLiteral("phoneButtonsCheck"));
	column->addWidget(phoneButtons_);
	column->addStretch(1);
	connect(sound_, &SoundBox::edited, this, &OptionsPanel::soundEdited);
	connect(phoneButtons_, &QCheckBox::toggled, this, &OptionsPanel::phoneButtonsWanted);
}

QWidget *OptionsPanel::makeLayouts()
{
	auto *box = new QGroupBox(texts_.text("Editor.Layout"), this);
	auto *column = new QVBoxLayout(box);
	layouts_ = new QButtonGroup(box);
	for (const LayoutChoice &choice : kLayouts) {
		auto *radio = new QRadioButton(layoutText(texts_, choice.kind), box);
		radio->setObjectName(QLatin1StringView(choice.objectName));
		layouts_->addButton(radio, static_cast<int>(choice.kind));
		column->addWidget(radio);
	}
	camera_ = new QLabel(box);
	camera_->setObjectName(QStringLiteral("cameraFoundLabel"));
	camera_->setTextFormat(Qt::PlainText);
	camera_->setWordWrap(true);
	column->addWidget(camera_);
	connect(layouts_, &QButtonGroup::idToggled, this, [this](int kind, bool isChosen) {
		if (isChosen && !isShowing_)
			emit layoutChosen(static_cast<LayoutKind>(kind));
	});
	return box;
}

QWidget *OptionsPanel::makeCover()
{
	auto *box = new QGroupBox(texts_.text("Editor.Cover"), this);
	auto *column = new QVBoxLayout(box);
	auto *flow = new FlowLayout;
	column->addLayout(flow);
	auto *use = new QPushButton(texts_.text("Editor.UseThisFrame"), box);
	use->setObjectName(QStringLiteral("coverButton"));
	noCover_ = new QPushButton(texts_.text("Editor.NoCover"), box);
	noCover_->setObjectName(QStringLiteral("noCoverButton"));
	cover_ = new QLabel(box);
	cover_->setObjectName(QStringLiteral("coverLabel"));
	for (QWidget *widget : std::initializer_list<QWidget *>{use, noCover_, cover_})
		flow->addWidget(widget);
	connect(use, &QPushButton::clicked, this, &OptionsPanel::coverWanted);
	connect(noCover_, &QPushButton::clicked, this, &OptionsPanel::noCoverWanted);
	return box;
}

QWidget *OptionsPanel::makeFit()
{
	auto *box = new QGroupBox(texts_.text("Editor.Fit"), this);
	auto *column = new QVBoxLayout(box);
	fitDuration_ = new QCheckBox(box);
	fitDuration_->setObjectName(QStringLiteral("fitDurationCheck"));
	fitBytes_ = new QCheckBox(
		texts_.text("Editor.FitBytes", {{"size", texts_.size(Media::Limits::kSingleRequest_bytes)}}), box);
	fitBytes_->setObjectName(QStringLiteral("fitBytesCheck"));
	column->addWidget(fitDuration_);
	column->addWidget(fitBytes_);
	connect(fitDuration_, &QCheckBox::toggled, this, [this](bool isWanted) {
		if (!isShowing_)
			emit durationFitWanted(isWanted);
	});
	connect(fitBytes_, &QCheckBox::toggled, this, [this](bool isWanted) {
		if (!isShowing_)
			emit bytesFitWanted(isWanted);
	});
	return box;
}

void OptionsPanel::begin(const Media::MediaFacts &facts, const Compose::EditTerms &terms)
{
	QStringList names;
	for (const std::string &name : terms.cameraNames)
		names << QString::fromStdString(name);
	showIf(*camera_, !names.isEmpty());
	camera_->setText(texts_.text("Editor.CameraFound", {{"source", texts_.locale().createSeparatedList(names)}}));
	sound_->showTracks(facts);
	fitDuration_->setText(
		texts_.text("Editor.FitDuration",
			    {{"duration", QString::fromStdString(Media::durationText(terms.mostDuration_ms))}}));
}

void OptionsPanel::showSound(int track, Media::TrackSound sound)
{
	sound_->showSound(track, sound);
}

void OptionsPanel::showEdit(const Compose::Edit &edit)
{
	const Media::EditPlan &plan = edit.plan;
	isShowing_ = true;
	layouts_->button(static_cast<int>(Compose::kindOf(plan)))->setChecked(true);
	sound_->showMix(plan.sound);
	fitDuration_->setChecked(plan.target.most_ms.has_value());
	fitBytes_->setChecked(plan.target.most_bytes.has_value());
	isShowing_ = false;
	const bool hasCover = Compose::coverInClip_ms(edit).has_value(); // one that was cut off is none
	showIf(*cover_, hasCover);
	showIf(*noCover_, hasCover);
	if (hasCover)
		setTextIfNew(*cover_, timeText(*edit.cover_ms, texts_.locale()));
	enableIf(*phoneButtons_, plan.layout.isUpright());
}

} // namespace DirectPost::Ui
