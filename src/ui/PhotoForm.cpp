#include "PhotoForm.hpp"

#include "CaptionEdit.hpp"
#include "Page.hpp"
#include "Still.hpp"
#include "SubmitBar.hpp"
#include "TermsBox.hpp"

#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QUrl>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr QSize kPhotoFormSize_px(420, 640);
constexpr int kAddressLines = 4;

bool isHttps(const QString &address)
{
	const QUrl url(address, QUrl::StrictMode);
	return url.isValid() && url.scheme() == QLatin1StringView("https") && !url.host().isEmpty();
}

} // namespace

PhotoForm::PhotoForm(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent)
	: QDialog(parent), texts_(texts)
{
	setObjectName(QStringLiteral("photoForm"));
	setWindowTitle(texts.text("Photos.Heading"));
	resize(kPhotoFormSize_px);
	QVBoxLayout *column = scrollingColumn(this);

	auto *label = new QLabel(texts.text("Photos.Addresses"), this);
	addresses_ = new QPlainTextEdit(this);
	addresses_->setObjectName(QStringLiteral("photoAddresses"));
	addresses_->setAccessibleName(label->text());
	addresses_->setTabChangesFocus(true);
	addresses_->setLineWrapMode(QPlainTextEdit::NoWrap);
	addresses_->setFixedHeight(addresses_->fontMetrics().lineSpacing() * (kAddressLines + 1));
	label->setBuddy(addresses_);
	count_ = new QLabel(this);
	count_->setObjectName(QStringLiteral("photoCount"));
	auto *explanation = new QLabel(texts.text("Photos.Explanation"), this);
	explanation->setWordWrap(true);
	auto *head = new QHBoxLayout;
	head->addWidget(label, 1);
	head->addWidget(count_);

	cover_ = new Still<QSpinBox>(this);
	cover_->setObjectName(QStringLiteral("photoCover"));
	cover_->setMinimum(1);
	auto *coverRow = new QFormLayout;
	coverRow->addRow(texts.text("Photos.Cover"), cover_);

	title_ = new CaptionEdit(texts, {"Photos.Title", "photoTitle", TikTok::kPhotoTitle_units, 1}, this);
	description_ = new CaptionEdit(
		texts, {"Photos.Description", "photoDescription", TikTok::kPhotoDescription_units, 3}, this);
	terms_ = new TermsBox(texts, AudienceBox::Kind::Photos, this);
	submit_ = new SubmitBar(texts, std::move(openLink), {"Photos.Post", "postPhotosButton"}, this);

	column->addWidget(explanation);
	column->addLayout(head);
	column->addWidget(addresses_);
	column->addLayout(coverRow);
	for (QWidget *widget : std::initializer_list<QWidget *>{title_, description_, terms_, submit_})
		column->addWidget(widget);
	column->addStretch(1);

	connect(addresses_, &QPlainTextEdit::textChanged, this, &PhotoForm::refresh);
	connect(title_, &CaptionEdit::changed, this, &PhotoForm::refresh);
	connect(description_, &CaptionEdit::changed, this, &PhotoForm::refresh);
	connect(terms_, &TermsBox::changed, this, &PhotoForm::refresh);
	connect(submit_, &SubmitBar::askAgainWanted, this, &PhotoForm::askAgainWanted);
	connect(submit_, &SubmitBar::pressed, this, &PhotoForm::post);
	refresh();
}

void PhotoForm::setCreator(const TikTok::CreatorInfo *creator)
{
	terms_->setCreator(creator);
}

void PhotoForm::setObstacle(const char *reasonKey)
{
	obstacle_ = reasonKey;
	refresh();
}

void PhotoForm::showTrouble(const Error *error)
{
	submit_->showTrouble(error);
}

void PhotoForm::showRefusal(const Error *error)
{
	submit_->showRefusal(error);
}

void PhotoForm::clear()
{
	addresses_->clear();
	title_->setText({});
	description_->setText({});
	terms_->clear();
	showRefusal(nullptr);
}

void PhotoForm::clearTerms()
{
	terms_->clear();
}

QStringList PhotoForm::addresses() const
{
	QStringList list;
	for (const QString &line : addresses_->toPlainText().split(u'\n')) {
		if (const QString address = line.trimmed(); !address.isEmpty())
			list += address;
	}
	return list;
}

const char *PhotoForm::reason() const
{
	const QStringList list = addresses();
	if (obstacle_)
		return obstacle_;
	if (list.isEmpty())
		return "Reason.NoPhotos";
	if (list.size() > TikTok::kPhotos)
		return "Reason.TooManyPhotos";
	if (!std::ranges::all_of(list, isHttps))
		return "Reason.PhotosNotHttps";
	if (title_->isTooLong())
		return "Reason.TitleTooLong";
	return description_->isTooLong() ? "Reason.DescriptionTooLong" : terms_->reason();
}

void PhotoForm::refresh()
{
	const int count = static_cast<int>(addresses().size());
	const char *key = count > TikTok::kPhotos ? "Counter.TooMany" : "Counter";
	count_->setText(
		texts_.text(key, {{"count", QString::number(count)}, {"limit", QString::number(TikTok::kPhotos)}}));
	cover_->setMaximum(std::clamp(count, 1, TikTok::kPhotos));
	submit_->setCommercial(terms_->commercial());
	submit_->setReason(reason());
}

void PhotoForm::post()
{
	if (reason())
		return;
	showRefusal(nullptr);
	TikTok::PhotoPost request;
	for (const QString &address : addresses())
		request.imageUrls.push_back(address.toStdString());
	request.coverIndex = cover_->value() - 1;
	request.title = title_->text().toStdString();
	request.description = description_->text().toStdString();
	request.privacyLevel = *terms_->privacy();
	request.allowComment = terms_->interactions().allowComment;
	request.commercial = terms_->commercial();
	request.isAiGenerated = terms_->isAiGenerated();
	emit postWanted(request);
}

} // namespace DirectPost::Ui
