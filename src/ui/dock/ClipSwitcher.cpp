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
	list_->setMinimumContentsLength(8);
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
