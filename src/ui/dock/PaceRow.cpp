#include "PaceRow.hpp"

#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"
#include "parts/PageComboBox.hpp"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <cmath>

namespace DirectPost::Ui {

namespace {

using Publish::PaceMode;

constexpr std::pair<PaceMode, const char *> kModes[] = {{PaceMode::Polite, "Pace.Polite"},
							{PaceMode::AfterStream, "Pace.AfterStream"},
							{PaceMode::FullSpeed, "Pace.FullSpeed"},
							{PaceMode::FixedCap, "Pace.FixedCap"},
							{PaceMode::Timetable, "Pace.Timetable"}};
constexpr double kMegabit_bytes = 125'000;
constexpr double kLeast_Mbit = 0.1;
constexpr double kMost_Mbit = 10'000;

QTime timeOf(int minutes)
{
	return QTime(0, 0).addSecs(minutes * 60);
}

int minutesOf(QTime time)
{
	return time.hour() * 60 + time.minute();
}

} // namespace

QString megabits(const Texts &texts, int64_t bitsPerSecond)
{
	const double value = std::round(static_cast<double>(bitsPerSecond) / 1e5) / 10;
	return texts.text("Pace.Megabits", {{"value", texts.number(value, value == std::floor(value) ? 0 : 1)}});
}

PaceRow::PaceRow(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	setObjectName(QStringLiteral("paceRow"));
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	hide();
}

// When it first has something to show: most docks never do.
void PaceRow::makeParts()
{
	mode_ = new PageComboBox(this);
	cap_ = new WheelIgnoring<QDoubleSpinBox>(this);
	auto *label = new QLabel(texts_.text("Pace.Label"), this);
	label->setWordWrap(true);
	label->setBuddy(mode_);
	mode_->setObjectName(QStringLiteral("paceMode"));
	mode_->setAccessibleName(texts_.text("Pace.Label"));
	for (const auto &[mode, key] : kModes)
		mode_->addItem(texts_.text(key), static_cast<int>(mode));
	cap_->setObjectName(QStringLiteral("paceCap"));
	cap_->setAccessibleName(texts_.text("Pace.Cap"));
	cap_->setRange(kLeast_Mbit, kMost_Mbit);
	cap_->setDecimals(1);
	cap_->setSuffix(texts_.text("Pace.MegabitsSuffix"));
	cap_->setKeyboardTracking(false);
	cap_->setFocusPolicy(Qt::StrongFocus);

	hours_ = makeHours();
	for (QWidget *widget : std::initializer_list<QWidget *>{label, mode_, cap_, hours_})
		layout()->addWidget(widget);
	connect(mode_, &QComboBox::activated, this, [this] { emit chosen(settings()); });
	connect(cap_, &QDoubleSpinBox::valueChanged, this, [this] { emit chosen(settings()); });
}

QWidget *PaceRow::makeHours()
{
	auto *hours = new QWidget(this);
	auto *label = new QLabel(texts_.text("Pace.FreeHours"), hours);
	label->setWordWrap(true);
	auto *flow = new FlowLayout(hours);
	flow->addWidget(label);
	const auto makeTime = [&](const char *objectName, const char *textKey) {
		auto *time = new WheelIgnoring<QTimeEdit>(hours);
		time->setObjectName(QLatin1StringView(objectName));
		time->setAccessibleName(texts_.text(textKey));
		time->setDisplayFormat(texts_.locale().timeFormat(QLocale::ShortFormat));
		time->setKeyboardTracking(false);
		time->setFocusPolicy(Qt::StrongFocus);
		connect(time, &QTimeEdit::timeChanged, this, [this] { emit chosen(settings()); });
		flow->addWidget(time);
		return time;
	};
	freeFrom_ = makeTime("paceFreeFrom", "Pace.FreeFrom");
	freeTo_ = makeTime("paceFreeTo", "Pace.FreeTo");
	return hours;
}

void PaceRow::showState(const Publish::PaceSettings &settings, bool isLive)
{
	const bool isNeeded = isLive || settings.mode != PaceMode::Polite;
	showIf(*this, isNeeded);
	if (!isNeeded)
		return;
	if (!mode_)
		makeParts();
	const QSignalBlocker noMode(mode_);
	const QSignalBlocker noCap(cap_);
	const int index = mode_->findData(static_cast<int>(settings.mode));
	if (mode_->currentIndex() != index)
		mode_->setCurrentIndex(index);
	if (!cap_->hasFocus())
		cap_->setValue(static_cast<double>(settings.cap_bytesPerSecond) / kMegabit_bytes);
	const QSignalBlocker noFrom(freeFrom_);
	const QSignalBlocker noTo(freeTo_);
	if (!freeFrom_->hasFocus() && !freeTo_->hasFocus()) {
		freeFrom_->setTime(timeOf(settings.freeFrom_min));
		freeTo_->setTime(timeOf(settings.freeTo_min));
	}
	showIf(*cap_, settings.mode == PaceMode::FixedCap || settings.mode == PaceMode::Timetable);
	showIf(*hours_, settings.mode == PaceMode::Timetable);
}

Publish::PaceSettings PaceRow::settings() const
{
	return {.mode = static_cast<PaceMode>(mode_->currentData().toInt()),
		.cap_bytesPerSecond = std::llround(cap_->value() * kMegabit_bytes),
		.freeFrom_min = minutesOf(freeFrom_->time()),
		.freeTo_min = minutesOf(freeTo_->time())};
}

} // namespace DirectPost::Ui
