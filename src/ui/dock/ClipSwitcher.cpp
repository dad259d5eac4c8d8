#include "ClipSwitcher.hpp"

#include "parts/IfNew.hpp"
#include "parts/WheelIgnoring.hpp"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace DirectPost::Ui {

ClipSwitcher::ClipSwitcher(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	setObjectName(QStringLiteral("clipSwitcher"));
	hide();
}

void ClipSwitcher::makeParts()
{
	previous_ = makeArrow(Qt::LeftArrow, "Clip.Previous", "previousClipButton");
	list_ = new WheelIgnoring<QComboBox>(this);
	list_->setObjectName(QStringLiteral("clipList"));
	list_->setAccessibleName(texts_.text("Clip.AtHand"));
	list_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
	list_->setMinimumContentsLength(4); // beside the newest clip's button there is no more room
	list_->setFocusPolicy(Qt::StrongFocus);
	next_ = makeArrow(Qt::RightArrow, "Clip.Next", "nextClipButton");

	auto *row = new QHBoxLayout(this);
	row->setContentsMargins(0, 0, 0, 0);
	row->addWidget(previous_);
	row->addWidget(list_, 1);
	row->addWidget(next_);
	connect(previous_, &QToolButton::clicked, this, &ClipSwitcher::previousWanted);
	connect(next_, &QToolButton::clicked, this, &ClipSwitcher::nextWanted);
	connect(list_, &QComboBox::currentIndexChanged, this, [this](int index) {
		if (index >= 0)
			emit wanted(list_->itemData(index).toULongLong());
	});
}

void ClipSwitcher::offerNewer(const Compose::ClipAtHand *newer)
{
	if (newer && !newer_)
		makeNewer();
	if (!newer_)
		return;
	if (newer) {
		const QString words = texts_.text("Clip.Newer", {{"name", newer->name}});
		nameIfNew(*newer_, words);
		newer_->setToolTip(words.toHtmlEscaped());
	}
	showIf(*newer_, newer);
}

void ClipSwitcher::makeNewer()
{
	newer_ = new QToolButton(this);
	newer_->setObjectName(QStringLiteral("showNewerButton"));
	newer_->setText(texts_.text("Clip.ShowNewer"));
	QFont bold = newer_->font();
	bold.setBold(true); // it is news, and stands at the edge
	newer_->setFont(bold);
	layout()->addWidget(newer_);
	connect(newer_, &QToolButton::clicked, this, &ClipSwitcher::newerWanted);
}

QToolButton *ClipSwitcher::makeArrow(Qt::ArrowType arrow, const char *nameKey, const char *objectName)
{
	auto *button = new QToolButton(this);
	button->setObjectName(QLatin1StringView(objectName));
	button->setArrowType(arrow);
	button->setAccessibleName(texts_.text(nameKey));
	button->setToolTip(texts_.text(nameKey));
	return button;
}

void ClipSwitcher::showClips(const std::vector<Compose::ClipAtHand> &clips, Compose::ClipId shown)
{
	const bool isChoice = clips.size() > 1;
	if (isChoice && !list_)
		makeParts();
	showIf(*this, isChoice);
	if (!isChoice)
		return;
	const QSignalBlocker quiet(list_);
	listClips(clips);
	const auto place = std::ranges::find(ids_, shown) - ids_.begin();
	const int row = static_cast<size_t>(place) < ids_.size() ? static_cast<int>(place) : -1;
	if (list_->currentIndex() != row && !list_->view()->isVisible())
		list_->setCurrentIndex(row);
	enableIf(*previous_, row > 0);
	enableIf(*next_, row + 1 < static_cast<int>(ids_.size()));
}

// A list that is open stays as it is; it is brought up to date once it is closed.
void ClipSwitcher::listClips(const std::vector<Compose::ClipAtHand> &clips)
{
	std::vector<Compose::ClipId> ids;
	QStringList names;
	for (const Compose::ClipAtHand &clip : clips) {
		ids.push_back(clip.id);
		names += clip.name;
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
