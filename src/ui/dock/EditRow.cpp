#include "EditRow.hpp"

#include "parts/EditLine.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"

#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

struct Last {
	int last_s;
	const char *objectName;
};
constexpr std::array kLasts = {Last{30, "last30Button"}, Last{60, "last60Button"}};

} // namespace

EditRow::EditRow(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	setObjectName(QStringLiteral("editRow"));
	hide();
}

void EditRow::makeParts()
{
	line_ = new ElidedLabel(this);
	line_->setObjectName(QStringLiteral("editLine"));
	auto *flow = new FlowLayout;
	flow->setSpacing(4);
	edit_ = addButton(*flow, texts_.text("Edit.Open"), "editButton");
	connect(edit_, &QPushButton::clicked, this, &EditRow::editWanted);
	for (const Last &last : kLasts) {
		const qint64 last_ms = qint64{1000} * last.last_s;
		const QString text = texts_.text("Edit.Last", {{"seconds", QString::number(last.last_s)}});
		QPushButton *button = addButton(*flow, text, last.objectName);
		connect(button, &QPushButton::clicked, this, [this, last_ms] { emit lastWanted(last_ms); });
		lasts_.emplace_back(last_ms, button);
	}
	whole_ = addButton(*flow, texts_.text("Edit.Whole"), "wholeClipButton");
	connect(whole_, &QPushButton::clicked, this, &EditRow::wholeWanted);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	column->addWidget(line_);
	column->addLayout(flow);
}

QPushButton *EditRow::addButton(QLayout &flow, const QString &text, const char *objectName)
{
	auto *button = new QPushButton(text, this);
	button->setObjectName(QLatin1StringView(objectName));
	button->setAutoDefault(false);
	flow.addWidget(button);
	return button;
}

void EditRow::showClip(const Compose::ClipAtHand &clip)
{
	if (clip.mayBeEdited && !line_)
		makeParts();
	showIf(*this, clip.mayBeEdited);
	if (!clip.mayBeEdited)
		return;
	// Once it is made, the clip's own facts stand above.
	const auto estimate = clip.stage == Compose::ClipStage::Ready ? std::nullopt : clip.estimate;
	const QString said =
		editLine(texts_, Compose::editOf(clip.draft), clip.info.duration_ms, estimate, Precision::Seconds);
	showIf(*line_, !said.isEmpty());
	line_->setWholeText(said);
	for (const auto &[last_ms, button] : lasts_)
		showIf(*button, clip.mayKeepLast(last_ms));
	showIf(*whole_, !clip.draft.plan.isPlain()); // in the others' place: a narrow dock has one line for them
}

} // namespace DirectPost::Ui
