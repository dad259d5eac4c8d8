#include "HistoryDialog.hpp"

#include "parts/AudienceBox.hpp"
#include "parts/Notice.hpp"
#include "parts/Paragraph.hpp"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
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
constexpr auto kExportName = QLatin1StringView("direct-post-history.csv");
constexpr int kLinkRole = Qt::UserRole;
constexpr int kJobRole = Qt::UserRole + 1;

} // namespace

HistoryDialog::HistoryDialog(const Texts &texts, QWidget *parent)
	: QDialog(parent),
	  texts_(texts),
	  search_(new QLineEdit(this)),
	  table_(new QTreeWidget(this)),
	  note_(new QLabel(this)),
	  exported_(new Notice(texts, this))
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
	exported_->setObjectName(QStringLiteral("historyExported"));

	auto *column = new QVBoxLayout(this);
	QLabel *explanation = paragraph(texts.text("History.Explanation"), this);
	for (QWidget *widget :
	     std::initializer_list<QWidget *>{explanation, search_, table_, note_, exported_, makeButtons()})
		column->addWidget(widget);
	connect(search_, &QLineEdit::textChanged, this, &HistoryDialog::searchWanted);
	connect(table_, &QTreeWidget::itemSelectionChanged, this, &HistoryDialog::showButtons);
	connect(table_, &QTreeWidget::itemActivated, this, [this] { emit openWanted(chosenLink()); });
	fill();
}

QWidget *HistoryDialog::makeButtons()
{
	auto *buttons = new QDialogButtonBox(this);
	open_ = buttons->addButton(texts_.text("Job.Open"), QDialogButtonBox::ActionRole);
	open_->setObjectName(QStringLiteral("openHistoryButton"));
	copy_ = buttons->addButton(texts_.text("CopyLink"), QDialogButtonBox::ActionRole);
	copy_->setObjectName(QStringLiteral("copyHistoryLinkButton"));
	export_ = buttons->addButton(texts_.text("History.Export"), QDialogButtonBox::ActionRole);
	export_->setObjectName(QStringLiteral("exportHistoryButton"));
	QPushButton *close = buttons->addButton(texts_.text("Close"), QDialogButtonBox::RejectRole);
	close->setObjectName(QStringLiteral("closeHistoryButton"));
	for (QPushButton *button : {open_, copy_, export_, close})
		button->setAutoDefault(false); // Enter in the search is not a wish to open or to close anything
	connect(open_, &QPushButton::clicked, this, [this] { emit openWanted(chosenLink()); });
	connect(copy_, &QPushButton::clicked, this, [this] { emit copyWanted(chosenLink()); });
	connect(export_, &QPushButton::clicked, this, &HistoryDialog::chooseExport);
	connect(buttons, &QDialogButtonBox::rejected, this, &HistoryDialog::reject);
	return buttons;
}

QSize HistoryDialog::sizeHint() const
{
	return kHistorySize_px;
}

void HistoryDialog::begin()
{
	search_->clear();
	exported_->clear(); // that was long ago
	emit searchWanted({});
}

void HistoryDialog::showQueue(const Publish::QueueSnapshot &queue)
{
	std::vector<Publish::JobId> posted;
	for (const Publish::JobSnapshot &job : queue.jobs) {
		if (job.stage == Publish::JobStage::Published || job.stage == Publish::JobStage::SentToInbox)
			posted.push_back(job.id);
	}
	if (posted == posted_)
		return;
	posted_ = std::move(posted);
	if (isVisible())
		emit searchWanted(search_->text());
}

void HistoryDialog::showFound(const QList<Publish::JobSnapshot> &found, const std::optional<Error> &trouble)
{
	if (found == found_ && trouble == trouble_)
		return;
	found_ = found;
	trouble_ = trouble;
	fill();
}

void HistoryDialog::showExport(const std::optional<Compose::HistoryExport> &outcome)
{
	if (outcome == shownExport_)
		return;
	shownExport_ = outcome;
	if (!outcome)
		return exported_->clear();
	if (outcome->trouble)
		return exported_->say(Mood::Problem, outcome->trouble);
	exported_->say(Mood::Good,
		       texts_.text("History.Exported", {{"count", QString::number(outcome->posts)},
							{"file", QDir::toNativeSeparators(outcome->file)}}));
}

void HistoryDialog::chooseExport()
{
	if (chooser_)
		return chooser_->raise();
	const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
	chooser_ = new QFileDialog(this, texts_.text("History.Export"), folder, texts_.text("History.ExportFilter"));
	chooser_->setAttribute(Qt::WA_DeleteOnClose);
	chooser_->setAcceptMode(QFileDialog::AcceptSave);
	chooser_->setDefaultSuffix(QStringLiteral("csv"));
	chooser_->selectFile(kExportName);
	connect(chooser_, &QFileDialog::fileSelected, this,
		[this](const QString &path) { emit exportWanted(search_->text(), path); });
	chooser_->show();
}

void HistoryDialog::fill()
{
	const QList<QTreeWidgetItem *> chosen = table_->selectedItems();
	const qint64 chosenJob = chosen.isEmpty() ? 0 : chosen.front()->data(0, kJobRole).toLongLong();
	QList<QTreeWidgetItem *> rows;
	QTreeWidgetItem *stillChosen = nullptr;
	for (const Publish::JobSnapshot &job : std::as_const(found_)) {
		auto *row = new QTreeWidgetItem(
			{texts_.dateTime(job.changed), QString::fromStdString(job.title),
			 QString::fromStdString(job.caption).simplified(),
			 u'@' + QString::fromStdString(job.accountUsername),
			 job.isDraft ? texts_.text("History.Draft") : privacyName(texts_, job.privacyLevel)});
		row->setData(0, kLinkRole, QString::fromStdString(job.link));
		row->setData(0, kJobRole, QVariant::fromValue(job.id));
		row->setToolTip(1, QString::fromStdString(job.title));
		row->setToolTip(2, QString::fromStdString(job.caption));
		if (job.id == chosenJob)
			stillChosen = row;
		rows += row;
	}
	table_->clear();
	table_->insertTopLevelItems(0, rows);
	if (stillChosen) // it stays chosen when the list is read anew
		table_->setCurrentItem(stillChosen);
	note_->setText(noteText());
	note_->setVisible(found_.isEmpty() || found_.size() >= Publish::kMostFound);
	showButtons();
}

QString HistoryDialog::noteText() const
{
	if (trouble_)
		return texts_.sentence(*trouble_);
	if (found_.isEmpty())
		return texts_.text(search_->text().trimmed().isEmpty() ? "History.None" : "History.Empty");
	return texts_.text("History.More", {{"count", QString::number(Publish::kMostFound)}});
}

void HistoryDialog::showButtons()
{
	const bool hasLink = !chosenLink().isEmpty();
	open_->setEnabled(hasLink);
	copy_->setEnabled(hasLink);
	export_->setEnabled(!found_.isEmpty());
}

QString HistoryDialog::chosenLink() const
{
	const QList<QTreeWidgetItem *> chosen = table_->selectedItems();
	return chosen.isEmpty() ? QString() : chosen.front()->data(0, kLinkRole).toString();
}

} // namespace DirectPost::Ui
