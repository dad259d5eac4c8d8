#include "HistoryDialog.hpp"

#include "AudienceBox.hpp"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr QSize kHistorySize_px(760, 420);
struct Column {
	int index;
	int width_px;
};
constexpr Column kColumns[] = {{0, 140}, {1, 170}, {2, 0}, {3, 130}, {4, 90}}; // when, clip, caption, account, audience
constexpr qsizetype kRowsAtOnce = 10;                                          // some tenths of a millisecond
constexpr int kLinkRole = Qt::UserRole;
constexpr int kJobRole = Qt::UserRole + 1;

QString whenText(const Publish::JobSnapshot &job)
{
	const auto changed = std::chrono::floor<std::chrono::milliseconds>(job.changed.time_since_epoch());
	return QLocale::system().toString(QDateTime::fromMSecsSinceEpoch(changed.count()), QLocale::ShortFormat);
}

} // namespace

HistoryDialog::HistoryDialog(const Texts &texts, QWidget *parent)
	: QDialog(parent),
	  texts_(texts),
	  search_(new QLineEdit(this)),
	  table_(new QTreeWidget(this)),
	  note_(new QLabel(this)),
	  portions_([this](size_t portion) { return addRows(portion); }, this)
{
	setObjectName(QStringLiteral("historyDialog"));
	setWindowTitle(texts.text("History.Title"));
	search_->setObjectName(QStringLiteral("historySearch"));
	search_->setAccessibleName(texts.text("History.Search"));
	search_->setPlaceholderText(texts.text("History.Search"));
	search_->setClearButtonEnabled(true);
	table_->setObjectName(QStringLiteral("historyTable"));
	table_->setAccessibleName(texts.text("History.Title"));
	table_->setHeaderLabels({texts.text("History.When"), texts.text("History.Clip"), texts.text("History.Caption"),
				 texts.text("History.Account"), texts.text("Privacy.Label")});
	table_->setRootIsDecorated(false);
	table_->setUniformRowHeights(true);
	table_->header()->setStretchLastSection(false);
	for (const Column &column : kColumns) {
		table_->setColumnWidth(column.index, column.width_px);
		if (column.width_px == 0) // it gets the room that is left
			table_->header()->setSectionResizeMode(column.index, QHeaderView::Stretch);
	}
	note_->setObjectName(QStringLiteral("historyNote"));
	note_->setWordWrap(true);

	auto *buttons = new QDialogButtonBox(this);
	open_ = buttons->addButton(texts.text("Job.Open"), QDialogButtonBox::ActionRole);
	open_->setObjectName(QStringLiteral("openHistoryButton"));
	copy_ = buttons->addButton(texts.text("CopyLink"), QDialogButtonBox::ActionRole);
	copy_->setObjectName(QStringLiteral("copyHistoryLinkButton"));
	QPushButton *close = buttons->addButton(texts.text("Close"), QDialogButtonBox::RejectRole);
	close->setObjectName(QStringLiteral("closeHistoryButton"));

	auto *column = new QVBoxLayout(this);
	auto *explanation = new QLabel(texts.text("History.Explanation"), this);
	explanation->setWordWrap(true);
	for (QWidget *widget : std::initializer_list<QWidget *>{explanation, search_, table_, note_, buttons})
		column->addWidget(widget);
	connect(search_, &QLineEdit::textChanged, this, &HistoryDialog::searchWanted);
	connect(table_, &QTreeWidget::itemSelectionChanged, this, &HistoryDialog::showButtons);
	connect(table_, &QTreeWidget::itemActivated, this, [this] { emit openWanted(chosenLink()); });
	connect(open_, &QPushButton::clicked, this, [this] { emit openWanted(chosenLink()); });
	connect(copy_, &QPushButton::clicked, this, [this] { emit copyWanted(chosenLink()); });
	connect(buttons, &QDialogButtonBox::rejected, this, &HistoryDialog::reject);
}

QSize HistoryDialog::sizeHint() const
{
	return kHistorySize_px;
}

void HistoryDialog::begin()
{
	search_->clear();
	emit searchWanted({});
}

void HistoryDialog::refresh()
{
	if (isVisible())
		emit searchWanted(search_->text());
}

void HistoryDialog::showFound(const QList<Publish::JobSnapshot> &found)
{
	found_ = found;
	portions_.restart();
}

bool HistoryDialog::addRows(size_t portion)
{
	if (portion == 0) {
		const QList<QTreeWidgetItem *> chosen = table_->selectedItems();
		chosenJob_ = chosen.isEmpty() ? 0 : chosen.front()->data(0, kJobRole).toLongLong();
		table_->clear();
		const QString more = texts_.text("History.More", {{"count", QString::number(Publish::kMostFound)}});
		note_->setText(found_.isEmpty() ? texts_.text("History.Empty") : more);
		note_->setVisible(found_.isEmpty() || found_.size() >= Publish::kMostFound);
		showButtons();
		return true;
	}
	const qsizetype first = static_cast<qsizetype>(portion - 1) * kRowsAtOnce;
	for (const Publish::JobSnapshot &job : found_.mid(first, kRowsAtOnce)) {
		auto *row = new QTreeWidgetItem(table_, {whenText(job), QString::fromStdString(job.title),
							 QString::fromStdString(job.caption).simplified(),
							 u'@' + QString::fromStdString(job.accountUsername),
							 privacyName(texts_, job.privacyLevel)});
		row->setData(0, kLinkRole, QString::fromStdString(job.link));
		row->setData(0, kJobRole, QVariant::fromValue(job.id));
		if (job.id == chosenJob_) // it stays chosen when the list is read anew
			table_->setCurrentItem(row);
		row->setToolTip(2, QString::fromStdString(job.caption));
	}
	return first + kRowsAtOnce < found_.size();
}

void HistoryDialog::showButtons()
{
	const bool hasLink = !chosenLink().isEmpty();
	open_->setEnabled(hasLink);
	copy_->setEnabled(hasLink);
}

QString HistoryDialog::chosenLink() const
{
	const QList<QTreeWidgetItem *> chosen = table_->selectedItems();
	return chosen.isEmpty() ? QString() : chosen.front()->data(0, kLinkRole).toString();
}

} // namespace DirectPost::Ui
