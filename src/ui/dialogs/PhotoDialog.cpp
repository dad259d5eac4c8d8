#include "PhotoDialog.hpp"

#include "dock/DroppedFiles.hpp"
#include "parts/CaptionEdit.hpp"
#include "parts/IfNew.hpp"
#include "parts/Paragraph.hpp"
#include "parts/PictureList.hpp"
#include "parts/PostForm.hpp"
#include "parts/WheelIgnoring.hpp"

#include <QDropEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSpinBox>

#include <algorithm>
#include <utility>

namespace DirectPost::Ui {

namespace {

constexpr int kAddressLines = 4;

} // namespace

PhotoDialog::PhotoDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: FormDialog(texts, std::move(openLink), {"Photos.Post", "postPhotosButton"}, parent), texts_(texts)
{
	setObjectName(QStringLiteral("photoForm"));
	setWindowTitle(texts.text("Photos.Heading"));
	QLabel *explanation = paragraph(texts.text("Photos.Explanation"), this);
	account_ = paragraph({}, this);
	account_->setObjectName(QStringLiteral("photoAccount"));
	account_->setTextFormat(Qt::PlainText);
	QWidget *addresses = makeAddresses();
	pictures_ = new PictureList(texts, this);
	QWidget *cover = makeCover();
	title_ = new CaptionEdit(texts, {"Photos.Title", "photoTitle", TikTok::kPhotoTitle_units, 1, 2}, this);
	form_ = new PostForm(texts, Compose::PostKind::Photos,
			     {"Photos.Description", "photoDescription", TikTok::kPhotoDescription_units, 3, 6}, this);
	addToColumn({account_, explanation, addresses, pictures_, cover, title_, form_});
	setAcceptDrops(true);

	connect(title_, &CaptionEdit::edited, this, &PhotoDialog::edit);
	connect(form_, &PostForm::edited, this, &PhotoDialog::edit);
	connect(form_, &PostForm::setsWanted, this, &PhotoDialog::setsWanted);
	connect(pictures_, &PictureList::chooseWanted, this, &PhotoDialog::choosePicturesWanted);
	connect(pictures_, &PictureList::retryWanted, this, &PhotoDialog::retryWanted);
	connect(pictures_, &PictureList::removeWanted, this, &PhotoDialog::removeWanted);
	connect(pictures_, &PictureList::hostingWanted, this, &PhotoDialog::hostingWanted);
	connect(&submit(), &SubmitBar::pressed, this, &PhotoDialog::postWanted);
}

QWidget *PhotoDialog::makeAddresses()
{
	auto *box = new QWidget(this);
	auto *label = new QLabel(texts_.text("Photos.Addresses"), box);
	addresses_ = new QPlainTextEdit(box);
	addresses_->setObjectName(QStringLiteral("photoAddresses"));
	addresses_->setAccessibleName(label->text());
	addresses_->setTabChangesFocus(true);
	addresses_->setAcceptDrops(false); // a file of this computer is no address: the dialog takes it
	addresses_->setLineWrapMode(QPlainTextEdit::NoWrap);
	addresses_->setFixedHeight(addresses_->fontMetrics().lineSpacing() * (kAddressLines + 2));
	label->setBuddy(addresses_);
	count_ = new QLabel(box);
	count_->setObjectName(QStringLiteral("photoCount"));
	auto *head = new QHBoxLayout;
	head->addWidget(label, 1);
	head->addWidget(count_);
	auto *column = new QVBoxLayout(box);
	column->setContentsMargins(0, 0, 0, 0);
	column->addLayout(head);
	column->addWidget(addresses_);
	connect(addresses_, &QPlainTextEdit::textChanged, this, [this] {
		showCount();
		edit();
	});
	return box;
}

QWidget *PhotoDialog::makeCover()
{
	auto *box = new QWidget(this);
	auto *label = new QLabel(texts_.text("Photos.Cover"), box);
	cover_ = new WheelIgnoring<QSpinBox>(box);
	cover_->setObjectName(QStringLiteral("photoCover"));
	cover_->setRange(1, 1);
	cover_->setFocusPolicy(Qt::StrongFocus);
	label->setBuddy(cover_);
	auto *row = new QHBoxLayout(box);
	row->setContentsMargins(0, 0, 0, 0);
	row->addWidget(label);
	row->addWidget(cover_);
	row->addStretch(1);
	connect(cover_, &QSpinBox::valueChanged, this, &PhotoDialog::edit);
	return box;
}

void PhotoDialog::showState(const Compose::PhotoState &photos, const Compose::CreatorState &creator,
			    const Account::Identity &account)
{
	setTextIfNew(*account_, texts_.text("ForAccount", {{"account", account.nickname}}));
	showIf(*account_, !account.nickname.isEmpty());
	const Compose::PhotoDraft &draft = photos.draft;
	isBeingShown_ = true;
	if (addresses() != draft.addresses) {
		QStringList lines;
		for (const std::string &address : draft.addresses)
			lines += QString::fromStdString(address);
		addresses_->setPlainText(lines.join(u'\n'));
	}
	pictures_->showPictures(photos.pictures);
	showCount();
	cover_->setValue(draft.coverIndex + 1);
	title_->showText(QString::fromStdString(draft.title));
	form_->showInfo(draft.info, draft.isDisclosureOn, photos.offer);
	isBeingShown_ = false;
	allowWriting(!photos.isBeingPosted);

	submit().showCommercial(draft.info.commercial);
	submit().showObstacle(photos.obstacle);
	submit().showCreatorError(creator.error);
	submit().showRefusal(photos.refusal, SubmitBar::Repeat::None);
	// That it was on its way may never have been told: changes are announced together.
	if (std::exchange(lastPosted_, photos.lastPosted) != photos.lastPosted && isVisible())
		accept();
}

void PhotoDialog::showHosting(const Compose::HostingState &hosting)
{
	pictures_->offerSetUp(hosting.isKnown && !hosting.isSetUp && !hosting.isLocked);
}

// Pictures of a web space know nothing that could be filled in.
void PhotoDialog::offerCaptions(const Compose::KeptCaptions &kept)
{
	form_->offerInsertions({}, kept);
}

std::vector<std::string> PhotoDialog::addresses() const
{
	std::vector<std::string> list;
	for (const QString &line : addresses_->toPlainText().split(u'\n')) {
		if (const QString address = line.trimmed(); !address.isEmpty())
			list.push_back(address.toStdString());
	}
	return list;
}

void PhotoDialog::showCount()
{
	const int count = static_cast<int>(addresses().size()) + pictures_->count();
	setTextIfNew(*count_,
		     texts_.text(count > TikTok::kPhotos ? "Counter.TooMany" : "Counter",
				 {{"count", QString::number(count)}, {"limit", QString::number(TikTok::kPhotos)}}));
	const bool wasBeingShown = std::exchange(isBeingShown_, true); // a smaller range may change the cover
	cover_->setMaximum(std::clamp(count, 1, TikTok::kPhotos));
	isBeingShown_ = wasBeingShown;
}

void PhotoDialog::dragEnterEvent(QDragEnterEvent *event)
{
	if (addresses_->isEnabled() && droppedFiles(*event->mimeData()))
		acceptAsCopy(*event);
}

// Files of this computer are pictures to be added; what lies on the web has an address already.
void PhotoDialog::dropEvent(QDropEvent *event)
{
	const auto dropped = droppedFiles(*event->mimeData());
	if (!dropped)
		return;
	acceptAsCopy(*event);
	for (const QUrl &url : event->mimeData()->urls()) {
		if (!url.isLocalFile())
			addresses_->appendPlainText(url.toString());
	}
	if (!dropped->paths.isEmpty())
		emit picturesWanted(dropped->paths);
}

void PhotoDialog::edit()
{
	if (isBeingShown_)
		return;
	emit edited({.addresses = addresses(),
		     .coverIndex = cover_->value() - 1,
		     .title = title_->text().toStdString(),
		     .info = form_->info(),
		     .isDisclosureOn = form_->isDisclosureOn()});
}

} // namespace DirectPost::Ui
