#include "FormDialog.hpp"

#include "parts/Page.hpp"

#include <QScrollBar>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr int kFormDialogWidth_px = 440;
constexpr int kFormDialogLeast_px = 600; // room for what is unfolded later

} // namespace

FormDialog::FormDialog(const Texts &texts, std::function<void(const QString &)> openLink, SubmitBar::Button button,
		       QWidget *parent)
	: QDialog(parent)
{
	auto *page = new Page(this);
	content_ = page->widget();
	column_ = page->column();
	column_->addStretch(1);
	submit_ = new SubmitBar(texts, std::move(openLink), button, this);
	submit_->layout()->setContentsMargins(column_->contentsMargins());
	auto *whole = new QVBoxLayout(this);
	whole->setContentsMargins(0, 0, 0, 0);
	whole->addWidget(page, 1);
	whole->addWidget(submit_);
	connect(submit_, &SubmitBar::askAgainWanted, this, &FormDialog::askAgainWanted);
}

QSize FormDialog::sizeHint() const
{
	polishAll(*this);
	const int page_px = column_->totalHeightForWidth(kFormDialogWidth_px);
	const int foot_px = submit_->layout()->totalHeightForWidth(kFormDialogWidth_px);
	return {kFormDialogWidth_px, std::max(kFormDialogLeast_px, page_px + layout()->spacing() + foot_px)};
}

void FormDialog::addToColumn(std::initializer_list<QWidget *> widgets)
{
	for (QWidget *widget : widgets)
		column_->insertWidget(column_->count() - 1, widget);
}

void FormDialog::allowWriting(bool may)
{
	content_->setEnabled(may);
}

bool FormDialog::focusNextPrevChild(bool isNext)
{
	orderTabs({this});
	return QDialog::focusNextPrevChild(isNext);
}

// Nothing is cut off at the side, whatever the style and the language.
void FormDialog::showEvent(QShowEvent *event)
{
	QDialog::showEvent(event);
	const int bar = content_->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, content_);
	setMinimumWidth(content_->minimumSizeHint().width() + bar);
}

} // namespace DirectPost::Ui
