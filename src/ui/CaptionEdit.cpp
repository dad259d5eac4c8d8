#include "CaptionEdit.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QTextDocument>

namespace DirectPost::Ui {

namespace {

class Editor : public QPlainTextEdit {
public:
	using QPlainTextEdit::QPlainTextEdit;

protected:
	// A dropped file is a clip for the dock, not text.
	bool canInsertFromMimeData(const QMimeData *source) const override
	{
		return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
	}
};

} // namespace

CaptionEdit::CaptionEdit(const Texts &texts, Kind kind, QWidget *parent)
	: QWidget(parent), texts_(texts), kind_(kind), editor_(new Editor(this)), counter_(new QLabel(this))
{
	auto *label = new QLabel(texts.text(kind.labelKey), this);
	label->setBuddy(editor_);
	editor_->setObjectName(QLatin1StringView(kind.objectName));
	editor_->setAccessibleName(label->text());
	editor_->setTabChangesFocus(true);
	const int frame = 2 * (editor_->frameWidth() + static_cast<int>(editor_->document()->documentMargin()));
	editor_->setFixedHeight(editor_->fontMetrics().lineSpacing() * kind.lines + frame);
	counter_->setObjectName(editor_->objectName() + QStringLiteral("Counter"));
	counter_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

	auto *top = new QHBoxLayout;
	top->addWidget(label);
	top->addWidget(counter_, 1);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addLayout(top);
	column->addWidget(editor_);
	connect(editor_, &QPlainTextEdit::textChanged, this, [this] {
		count();
		emit changed();
	});
	count();
}

QString CaptionEdit::text() const
{
	return editor_->toPlainText();
}

void CaptionEdit::setText(const QString &text)
{
	editor_->setPlainText(text);
}

bool CaptionEdit::isTooLong() const
{
	return text().size() > kind_.limit_units;
}

void CaptionEdit::count()
{
	const QLocale plain = QLocale::c();
	const char *key = isTooLong() ? "Counter.TooLong" : "Counter";
	counter_->setText(texts_.text(
		key, {{"count", plain.toString(text().size())}, {"limit", QString::number(kind_.limit_units)}}));
	QFont font = editor_->font();
	font.setBold(isTooLong());
	counter_->setFont(font);
}

} // namespace DirectPost::Ui
