#include "Transport.hpp"

#include "TimeEdit.hpp"
#include "parts/EditLine.hpp"
#include "parts/IfNew.hpp"
#include "parts/MenuButton.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace DirectPost::Ui {

namespace {

constexpr std::array kLasts_s = {15, 30, 60};
constexpr double kZoom = 2;
const auto kPlay = QStringLiteral("▶");
const auto kPause = QStringLiteral("❚❚");
const auto kMarked = QStringLiteral("▼"); // as their flags on the timeline

} // namespace

Transport::Transport(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	auto *row = new QHBoxLayout(this);
	row->setContentsMargins(0, 0, 0, 0);
	row->setSpacing(4);
	addMoves(*row);
	row->addSpacing(12);
	addMarks(*row);
	addMarked(*row);
	row->addStretch(1);
	addLasts(*row);
	row->addSpacing(12);
	addZoom(*row);
}

QToolButton *Transport::addTool(QHBoxLayout &row, const QString &sign, const char *nameKey, const char *objectName)
{
	auto *tool = new QToolButton(this);
	tool->setObjectName(QLatin1StringView(objectName));
	tool->setText(sign);
	tool->setFocusPolicy(Qt::StrongFocus);
	tool->setAccessibleName(texts_.text(nameKey));
	tool->setToolTip(texts_.text(nameKey));
	row.addWidget(tool);
	return tool;
}

void Transport::addMoves(QHBoxLayout &row)
{
	connect(addTool(row, QStringLiteral("|◂"), "Editor.ToStart", "toStartButton"), &QToolButton::clicked, this,
		&Transport::toStartWanted);
	connect(addTool(row, QStringLiteral("◂"), "Editor.PictureBack", "pictureBackButton"), &QToolButton::clicked,
		this, [this] { emit stepWanted(-1); });
	play_ = addTool(row, kPlay, "Editor.Play", "playButton");
	connect(play_, &QToolButton::clicked, this, &Transport::playWanted);
	connect(addTool(row, QStringLiteral("▸"), "Editor.PictureOn", "pictureOnButton"), &QToolButton::clicked, this,
		[this] { emit stepWanted(+1); });
	connect(addTool(row, QStringLiteral("▸|"), "Editor.ToEnd", "toEndButton"), &QToolButton::clicked, this,
		&Transport::toEndWanted);
	place_ = new QLabel(this);
	place_->setObjectName(QStringLiteral("placeLabel"));
	place_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.000")));
	row.addWidget(place_);
}

void Transport::addMarks(QHBoxLayout &row)
{
	const auto addMark = [&](const char *textKey, const char *buttonName, const char *fieldKey,
				 const char *fieldName) {
		auto *button = new QPushButton(texts_.text(textKey), this);
		button->setObjectName(QLatin1StringView(buttonName));
		auto *field = new TimeEdit(this);
		field->setObjectName(QLatin1StringView(fieldName));
		field->setAccessibleName(texts_.text(fieldKey));
		field->setToolTip(texts_.text(fieldKey));
		row.addWidget(button);
		row.addWidget(field);
		return std::pair(button, field);
	};
	const auto [markStart, start] = addMark("Editor.MarkStart", "markStartButton", "Editor.Start", "startField");
	const auto [markEnd, end] = addMark("Editor.MarkEnd", "markEndButton", "Editor.End", "endField");
	start_ = start;
	end_ = end;
	connect(markStart, &QPushButton::clicked, this, &Transport::markStartWanted);
	connect(markEnd, &QPushButton::clicked, this, &Transport::markEndWanted);
	connect(start_, &TimeEdit::timeEntered, this, &Transport::startEntered);
	connect(end_, &TimeEdit::timeEntered, this, &Transport::endEntered);
}

void Transport::addMarked(QHBoxLayout &row)
{
	marked_ = new MenuButton(texts_.text("Editor.Marked"), this);
	marked_->setObjectName(QStringLiteral("markedButton"));
	marked_->setText(kMarked);
	explainIfNew(*marked_, texts_.text("Editor.MarkedHelp"));
	marked_->hide();
	row.addWidget(marked_);
}

void Transport::addLasts(QHBoxLayout &row)
{
	for (const int last_s : kLasts_s) {
		auto *button = new QPushButton(texts_.text("Edit.Last", {{"seconds", QString::number(last_s)}}), this);
		button->setObjectName(QStringLiteral("editorLast%1Button").arg(last_s));
		connect(button, &QPushButton::clicked, this,
			[this, last_s] { emit lastWanted(qint64{1000} * last_s); });
		row.addWidget(button);
		lasts_.emplace_back(qint64{1000} * last_s, button);
	}
}

void Transport::addZoom(QHBoxLayout &row)
{
	connect(addTool(row, QStringLiteral("−"), "Editor.ZoomOut", "zoomOutButton"), &QToolButton::clicked, this,
		[this] { emit zoomWanted(1 / kZoom); });
	connect(addTool(row, QStringLiteral("+"), "Editor.ZoomIn", "zoomInButton"), &QToolButton::clicked, this,
		[this] { emit zoomWanted(kZoom); });
	connect(addTool(row, QStringLiteral("↔"), "Editor.ZoomAll", "zoomAllButton"), &QToolButton::clicked, this,
		[this] { emit zoomWanted(0); });
}

void Transport::showPlace(qint64 time_ms)
{
	setTextIfNew(*place_, timeText(time_ms, texts_.locale()));
}

void Transport::showKept(qint64 start_ms, qint64 end_ms)
{
	start_->showTime(start_ms);
	end_->showTime(end_ms);
}

void Transport::showMarked(const std::vector<int64_t> &marked_ms)
{
	for (const int64_t time_ms : marked_ms) {
		const QString name = texts_.text("Editor.MarkedAt", {{"time", timeText(time_ms, texts_.locale())}});
		connect(marked_->list()->addAction(name), &QAction::triggered, this,
			[this, time_ms] { emit markedWanted(time_ms); });
	}
	showIf(*marked_, !marked_ms.empty());
}

void Transport::showPlaying(bool isPlaying)
{
	const QString name = texts_.text(isPlaying ? "Editor.Pause" : "Editor.Play");
	setTextIfNew(*play_, isPlaying ? kPause : kPlay);
	nameIfNew(*play_, name);
	play_->setToolTip(name);
}

void Transport::showDuration(qint64 duration_ms)
{
	for (const auto &[last_ms, button] : lasts_)
		showIf(*button, last_ms < duration_ms);
}

} // namespace DirectPost::Ui
