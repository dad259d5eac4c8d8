#include "HashtagDialog.hpp"

#include "parts/IfNew.hpp"

#include <compose/Rules.hpp>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

using Compose::HashtagSet;
using Compose::Obstacle;

namespace {

constexpr int kLongestName = 60;

} // namespace

HashtagDialog::HashtagDialog(const Texts &texts, QWidget *parent)
	: QDialog(parent),
	  texts_(texts),
	  list_(new QListWidget(this)),
	  name_(new QLineEdit(this)),
	  hashtags_(new QLineEdit(this)),
	  reason_(new QLabel(this))
{
	setObjectName(QStringLiteral("hashtagDialog"));
	setWindowTitle(texts.text("Hashtags.Title"));
	list_->setObjectName(QStringLiteral("hashtagSets"));
	list_->setAccessibleName(texts.text("Hashtags.Title"));
	name_->setObjectName(QStringLiteral("hashtagSetName"));
	name_->setMaxLength(kLongestName);
	hashtags_->setObjectName(QStringLiteral("hashtagSetHashtags"));
	reason_->setObjectName(QStringLiteral("hashtagReason"));
	reason_->setWordWrap(true);

	auto *form = new QFormLayout;
	form->addRow(texts.text("Hashtags.Name"), name_);
	form->addRow(texts.text("Caption.Hashtags"), hashtags_);
	auto *column = new QVBoxLayout(this);
	column->addWidget(list_, 1);
	column->addLayout(form);
	column->addWidget(reason_);
	column->addWidget(makeButtons());
	connect(list_, &QListWidget::currentRowChanged, this, &HashtagDialog::choose);
	for (const QLineEdit *field : {name_, hashtags_})
		connect(field, &QLineEdit::textChanged, this, &HashtagDialog::showButtons);
	fill();
}

QWidget *HashtagDialog::makeButtons()
{
	auto *buttons = new QDialogButtonBox(this);
	keep_ = buttons->addButton(texts_.text("Settings.Save"), QDialogButtonBox::ActionRole);
	keep_->setObjectName(QStringLiteral("keepHashtagsButton"));
	remove_ = buttons->addButton(texts_.text("Job.Remove"), QDialogButtonBox::ActionRole);
	remove_->setObjectName(QStringLiteral("removeHashtagsButton"));
	QPushButton *close = buttons->addButton(texts_.text("Close"), QDialogButtonBox::RejectRole);
	close->setObjectName(QStringLiteral("closeHashtagsButton"));
	for (QPushButton *button : {keep_, remove_, close})
		button->setAutoDefault(false);
	connect(keep_, &QPushButton::clicked, this, &HashtagDialog::keep);
	connect(remove_, &QPushButton::clicked, this, &HashtagDialog::remove);
	connect(buttons, &QDialogButtonBox::rejected, this, &HashtagDialog::reject);
	return buttons;
}

void HashtagDialog::begin(const QString &hashtags)
{
	newHashtags_ = hashtags;
	toBeChosen_ = hashtags.isEmpty() && !sets_.empty() ? sets_.front().name : std::string();
	fill();
	name_->setFocus();
}

void HashtagDialog::showSets(const std::vector<HashtagSet> &sets)
{
	if (sets_ == sets)
		return;
	sets_ = sets;
	newHashtags_.clear(); // they may just have become a set
	fill();
}

// The last row is for a new one.
void HashtagDialog::fill()
{
	const auto place = std::ranges::find(sets_, toBeChosen_, &HashtagSet::name) - sets_.begin();
	{
		const QSignalBlocker quiet(list_);
		list_->clear();
		for (const HashtagSet &set : sets_)
			list_->addItem(QString::fromStdString(set.name));
		list_->addItem(texts_.text("Hashtags.New"));
		list_->setCurrentRow(static_cast<int>(place));
	}
	choose();
}

void HashtagDialog::choose()
{
	const HashtagSet *set = chosen();
	name_->setText(set ? QString::fromStdString(set->name) : QString());
	hashtags_->setText(set ? QString::fromStdString(set->hashtags) : newHashtags_);
	showButtons();
}

void HashtagDialog::showButtons()
{
	const HashtagSet *set = chosen();
	const Obstacle obstacle = Compose::obstacleIn(written(), set ? set->name : std::string(), sets_);
	enableIf(*keep_, obstacle == Obstacle::None);
	enableIf(*remove_, set);
	setTextIfNew(*reason_, texts_.obstacle(obstacle));
}

void HashtagDialog::keep()
{
	const HashtagSet *set = chosen();
	toBeChosen_ = name_->text().trimmed().toStdString();
	emit keepWanted(written(), set ? set->name : std::string());
}

void HashtagDialog::remove()
{
	const HashtagSet *set = chosen();
	toBeChosen_.clear();
	if (set)
		emit removeWanted(set->name);
}

const HashtagSet *HashtagDialog::chosen() const
{
	const auto row = static_cast<size_t>(list_->currentRow());
	return row < sets_.size() ? &sets_[row] : nullptr;
}

HashtagSet HashtagDialog::written() const
{
	return {.name = name_->text().toStdString(), .hashtags = hashtags_->text().toStdString()};
}

} // namespace DirectPost::Ui
