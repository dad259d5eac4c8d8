#include "ClipHead.hpp"

#include "parts/EditLine.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/IfNew.hpp"
#include "parts/PageComboBox.hpp"
#include "parts/ToolTip.hpp"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace DirectPost::Ui {

ClipHead::ClipHead(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	setObjectName(QStringLiteral("clipHead"));
	hide();
}

// What bears the same name is told apart: marked moments by when they were, another plugin's recording by its output.
QString ClipHead::titleOf(const Compose::ClipAtHand &clip) const
{
	if (clip.mark_ms)
		return texts_.text("Clip.AtMark",
				   {{"time", timeText(*clip.mark_ms, texts_.locale())}, {"name", clip.name}});
	if (clip.origin != Media::Origin::OtherOutput)
		return clip.name;
	return texts_.text("Clip.OfOutput",
			   {{"output", QString::fromStdString(clip.context.outputName)}, {"name", clip.name}});
}

void ClipHead::makeParts()
{
	name_ = new ElidedLabel(this);
	name_->setObjectName(QStringLiteral("clipName"));
	putAway_ = new QToolButton(this);
	putAway_->setObjectName(QStringLiteral("putAwayButton"));
	putAway_->setAutoRaise(true);
	putAway_->setText(QStringLiteral("×"));
	putAway_->setToolTip(texts_.text("Clip.PutAway"));
	putAway_->setAccessibleName(texts_.text("Clip.PutAway"));
	row_ = new QHBoxLayout(this);
	row_->setContentsMargins(0, 0, 0, 0);
	row_->setSpacing(4);
	row_->addWidget(name_, 1);
	row_->addWidget(putAway_);
	connect(putAway_, &QToolButton::clicked, this, &ClipHead::putAwayWanted);
}

void ClipHead::makeChoice()
{
	previous_ = makeArrow(Qt::LeftArrow, "Clip.Previous", "previousClipButton");
	list_ = new PageComboBox(this);
	list_->setObjectName(QStringLiteral("clipList"));
	list_->setAccessibleName(texts_.text("Clip.AtHand"));
	list_->setMinimumContentsLength(4); // beside the newest clip's button there is no more room
	next_ = makeArrow(Qt::RightArrow, "Clip.Next", "nextClipButton");
	row_->insertWidget(0, previous_);
	row_->insertWidget(1, list_, 1);
	row_->insertWidget(2, next_);
	putAway_->raise(); // screen readers go by the order of the children
	connect(previous_, &QToolButton::clicked, this, &ClipHead::previousWanted);
	connect(next_, &QToolButton::clicked, this, &ClipHead::nextWanted);
	connect(list_, &QComboBox::currentIndexChanged, this, [this](int index) {
		if (index >= 0)
			emit wanted(list_->itemData(index).toULongLong());
	});
}

void ClipHead::makeNewer()
{
	newer_ = new QToolButton(this);
	newer_->setObjectName(QStringLiteral("showNewerButton"));
	newer_->setText(texts_.text("Clip.ShowNewer"));
	QFont bold = newer_->font();
	bold.setBold(true); // it is news
	newer_->setFont(bold);
	row_->insertWidget(row_->indexOf(next_) + 1, newer_);
	putAway_->raise();
	connect(newer_, &QToolButton::clicked, this, &ClipHead::newerWanted);
}

QToolButton *ClipHead::makeArrow(Qt::ArrowType arrow, const char *nameKey, const char *objectName)
{
	auto *button = new QToolButton(this);
	button->setObjectName(QLatin1StringView(objectName));
	button->setArrowType(arrow);
	button->setAccessibleName(texts_.text(nameKey));
	button->setToolTip(texts_.text(nameKey));
	return button;
}

void ClipHead::showState(const Compose::State &state)
{
	const Compose::ClipAtHand *shown = state.shownClip();
	showIf(*this, shown);
	if (!shown)
		return;
	if (!row_)
		makeParts();
	const bool isChoice = state.clips.size() > 1;
	name_->setWholeText(titleOf(*shown));
	showIf(*name_, !isChoice);
	enableIf(*putAway_, shown->mayBePutAway);
	if (isChoice && !list_)
		makeChoice();
	if (!list_)
		return;
	showIf(*previous_, isChoice);
	showIf(*list_, isChoice);
	offerNewer(isChoice ? state.clip(state.newest) : nullptr);
	showIf(*next_, isChoice && (!newer_ || newer_->isHidden())); // the newest takes its place
	if (isChoice)
		showChoice(state);
}

void ClipHead::offerNewer(const Compose::ClipAtHand *newer)
{
	if (newer && !newer_)
		makeNewer();
	if (!newer_)
		return;
	if (newer) {
		const QString words = texts_.text("Clip.Newer", {{"name", titleOf(*newer)}});
		nameIfNew(*newer_, words);
		newer_->setToolTip(plainToolTip(words));
	}
	showIf(*newer_, newer);
}

void ClipHead::showChoice(const Compose::State &state)
{
	const QSignalBlocker quiet(list_);
	listClips(state.clips);
	if (list_->toolTip() != name_->toolTip())
		list_->setToolTip(name_->toolTip());
	const auto place = std::ranges::find(ids_, state.shown) - ids_.begin();
	const int row = static_cast<size_t>(place) < ids_.size() ? static_cast<int>(place) : -1;
	if (list_->currentIndex() != row && !list_->view()->isVisible())
		list_->setCurrentIndex(row);
	enableIf(*previous_, row > 0);
	enableIf(*next_, row + 1 < static_cast<int>(ids_.size()));
}

// A list that is open stays as it is; it is brought up to date once it is closed.
void ClipHead::listClips(const std::vector<Compose::ClipAtHand> &clips)
{
	std::vector<Compose::ClipId> ids;
	QStringList names;
	for (const Compose::ClipAtHand &clip : clips) {
		ids.push_back(clip.id);
		names += titleOf(clip);
	}
	if ((ids == ids_ && names == names_) || list_->view()->isVisible())
		return;
	list_->clear();
	const QString count = QString::number(names.size());
	for (qsizetype row = 0; row < names.size(); ++row)
		list_->addItem(
			texts_.text("Clip.Place",
				    {{"number", QString::number(row + 1)}, {"count", count}, {"name", names[row]}}),
			QVariant::fromValue(quint64{ids[static_cast<size_t>(row)]}));
	ids_ = std::move(ids);
	names_ = std::move(names);
}

} // namespace DirectPost::Ui
