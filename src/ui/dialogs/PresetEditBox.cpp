#include "PresetEditBox.hpp"

#include "parts/EditLine.hpp"
#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr int kUsualLast_s = 30;

} // namespace

PresetEditBox::PresetEditBox(const Texts &texts, QWidget *parent) : QWidget(parent)
{
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(makeLayouts(texts));
	column->addWidget(makeLast(texts));
	isRepaired_ = new QCheckBox(texts.text("AutoPublish.Repair"), this);
	isRepaired_->setObjectName(QStringLiteral("presetRepair"));
	column->addWidget(isRepaired_);
	connect(layouts_, &QComboBox::currentIndexChanged, this, &PresetEditBox::tellEdited);
	connect(isLastAlone_, &QCheckBox::toggled, this, &PresetEditBox::tellEdited);
	connect(last_s_, &QSpinBox::valueChanged, this, &PresetEditBox::tellEdited);
	connect(isRepaired_, &QCheckBox::toggled, this, &PresetEditBox::tellEdited);
}

QWidget *PresetEditBox::makeLayouts(const Texts &texts)
{
	using Media::LayoutKind;
	auto *row = new QWidget(this);
	auto *label = new QLabel(texts.text("Editor.Layout"), row);
	layouts_ = new QComboBox(row);
	layouts_->setObjectName(QStringLiteral("presetLayout"));
	label->setBuddy(layouts_);
	for (const LayoutKind kind : {LayoutKind::AsRecorded, LayoutKind::VerticalCrop, LayoutKind::VerticalBlurred,
				      LayoutKind::CameraOverGame})
		layouts_->addItem(layoutText(texts, kind), static_cast<int>(kind));
	auto *flow = new FlowLayout(row);
	flow->addWidget(label);
	flow->addWidget(layouts_);
	return row;
}

QWidget *PresetEditBox::makeLast(const Texts &texts)
{
	auto *row = new QWidget(this);
	isLastAlone_ = new QCheckBox(texts.text("AutoPublish.LastPart"), row);
	isLastAlone_->setObjectName(QStringLiteral("presetLastAlone"));
	last_s_ = new QSpinBox(row);
	last_s_->setObjectName(QStringLiteral("presetLast"));
	last_s_->setAccessibleName(texts.text("AutoPublish.LastSeconds"));
	last_s_->setRange(Compose::kLeastLast_s, Compose::kMostLast_s);
	last_s_->setValue(kUsualLast_s);
	last_s_->setSuffix(texts.text("Edit.Seconds", {{"seconds", QString()}}));
	auto *flow = new FlowLayout(row);
	flow->addWidget(isLastAlone_);
	flow->addWidget(last_s_);
	return row;
}

void PresetEditBox::showEdit(const Compose::PresetEdit &edit)
{
	isShowing_ = true;
	layouts_->setCurrentIndex(layouts_->findData(static_cast<int>(edit.layout)));
	isLastAlone_->setChecked(edit.last_s.has_value());
	enableIf(*last_s_, edit.last_s.has_value());
	if (edit.last_s)
		last_s_->setValue(*edit.last_s);
	isRepaired_->setChecked(edit.isRepaired);
	isShowing_ = false;
}

Compose::PresetEdit PresetEditBox::edit() const
{
	return {.layout = static_cast<Media::LayoutKind>(layouts_->currentData().toInt()),
		.last_s = isLastAlone_->isChecked() ? std::optional(last_s_->value()) : std::nullopt,
		.isRepaired = isRepaired_->isChecked()};
}

void PresetEditBox::tellEdited()
{
	if (!isShowing_)
		emit edited();
}

} // namespace DirectPost::Ui
