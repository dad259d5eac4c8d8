#include "CaptionEdit.hpp"

#include "IfNew.hpp"
#include "InsertButton.hpp"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

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
	: QWidget(parent),
	  texts_(texts),
	  kind_(kind),
	  editor_(new Editor(this)),
	  top_(new QHBoxLayout),
	  counter_(new QLabel(this))
{
	auto *label = new QLabel(texts.text(kind.labelKey), this);
	label->setBuddy(editor_);
	editor_->setObjectName(QLatin1StringView(kind.objectName));
	editor_->setAccessibleName(label->text());
	editor_->setTabChangesFocus(true);
	counter_->setObjectName(editor_->objectName() + QStringLiteral("Counter"));
	counter_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

	top_->addWidget(label);
	top_->addWidget(counter_, 1);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->setSpacing(2);
	column->addLayout(top_);
	column->addWidget(editor_);
	connect(editor_, &QPlainTextEdit::textChanged, this, [this] {
		count();
		fitHeight();
		if (!isBeingShown_)
			emit edited();
	});
	connect(editor_->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
		&CaptionEdit::fitHeight);
	editor_->installEventFilter(this);
	count();
	fitHeight();
}

QString CaptionEdit::text() const
{
	return editor_->toPlainText();
}

void CaptionEdit::showText(const QString &text)
{
	// Half a character on its way through UTF-8 comes back as another one: it is still the user's text.
	if (text == this->text() || text.toUtf8() == this->text().toUtf8())
		return;
	isBeingShown_ = true;
	editor_->setPlainText(text);
	isBeingShown_ = false;
}

void CaptionEdit::offerInsertions(const std::vector<Compose::WordValue> &words, const Compose::KeptCaptions &kept)
{
	if (!insert_)
		makeInsertButton();
	insert_->offer(words, kept);
}

void CaptionEdit::makeInsertButton()
{
	insert_ = new InsertButton(texts_, this);
	insert_->setObjectName(editor_->objectName() + QStringLiteral("Insert"));
	insert_->setAutoRaise(true);
	top_->insertWidget(1, insert_);
	connect(insert_, &InsertButton::wordWanted, editor_, &QPlainTextEdit::insertPlainText);
	connect(insert_, &InsertButton::hashtagsWanted, this, &CaptionEdit::insertHashtags);
	connect(insert_, &InsertButton::captionWanted, this, &CaptionEdit::replaceText);
	connect(insert_, &InsertButton::setsWanted, this, &CaptionEdit::setsWanted);
}

// With a space on each side where there is none.
void CaptionEdit::insertHashtags(const QString &hashtags)
{
	const QTextCursor cursor = editor_->textCursor();
	const QString before = text().first(cursor.selectionStart());
	const QString behind = text().sliced(cursor.selectionEnd());
	const bool isStuckBefore = !before.isEmpty() && !before.back().isSpace();
	const bool isStuckBehind = !behind.isEmpty() && !behind.front().isSpace();
	editor_->insertPlainText((isStuckBefore ? QStringLiteral(" ") : QString()) + hashtags +
				 (isStuckBehind ? QStringLiteral(" ") : QString()));
}

void CaptionEdit::replaceText(const QString &text)
{
	QTextCursor whole(editor_->document());
	whole.select(QTextCursor::Document);
	whole.insertText(text);
}

void CaptionEdit::count()
{
	const qsizetype count = text().size();
	const bool isTooLong = count > kind_.limit_units;
	setTextIfNew(*counter_,
		     texts_.text(isTooLong ? "Counter.TooLong" : "Counter",
				 {{"count", QString::number(count)}, {"limit", QString::number(kind_.limit_units)}}));
	QFont font = editor_->font();
	font.setBold(isTooLong);
	if (counter_->font() != font)
		counter_->setFont(font);
}

bool CaptionEdit::eventFilter(QObject *watched, QEvent *event)
{
	// OBS's style adds a border and a padding of its own, which the editor knows of only after these events.
	if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
		QMetaObject::invokeMethod(this, &CaptionEdit::fitHeight, Qt::QueuedConnection);
	else if (event->type() == QEvent::Show)
		fitHeight();
	return QWidget::eventFilter(watched, event);
}

// Of so many lines, from the first on. One with an emoji may be higher than the others.
int CaptionEdit::heightOf(int lines) const
{
	double height_px = 0;
	for (QTextBlock block = editor_->document()->begin(); block.isValid(); block = block.next()) {
		for (int line = 0; line < block.layout()->lineCount() && lines > 0; ++line, --lines)
			height_px += block.layout()->lineAt(line).height();
	}
	return static_cast<int>(std::ceil(height_px)) + lines * editor_->fontMetrics().lineSpacing();
}

void CaptionEdit::fitHeight()
{
	// Of a plain text edit's document, the height is in lines.
	const int written = static_cast<int>(editor_->document()->size().height());
	const int lines = std::clamp(written, kind_.fewestLines, kind_.mostLines);
	const int frame = 2 * (editor_->frameWidth() + static_cast<int>(editor_->document()->documentMargin()));
	const int height = heightOf(lines) + frame;
	const auto bar = written > lines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff; // in one line it is a stub
	if (editor_->verticalScrollBarPolicy() != bar)
		editor_->setVerticalScrollBarPolicy(bar);
	if (height != editor_->minimumHeight() || height != editor_->maximumHeight())
		editor_->setFixedHeight(height);
}

} // namespace DirectPost::Ui
