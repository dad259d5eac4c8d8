#include "Find.hpp"
#include "Locale.hpp"
#include "parts/CaptionEdit.hpp"
#include "parts/InsertButton.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace DirectPost::Ui {

namespace {

struct Caption {
	CaptionEdit edit{englishTexts(), {"Caption", "captionEdit", 2200, 2, 4}, nullptr};
	bool isShown()
	{
		edit.resize(400, 300);
		edit.show();
		return QTest::qWaitForWindowExposed(&edit);
	}
	QString counter() const { return find<QLabel>(edit, "captionEditCounter").text(); }
};

} // namespace

TEST(CaptionEdit, CountsUtf16UnitsTheWayTikTokDoes)
{
	Caption caption;
	EXPECT_EQ(caption.counter(), "0 / 2200");
	caption.edit.showText(QStringLiteral("last second clutch 🎮 #speedrun"));
	EXPECT_EQ(caption.counter(), "31 / 2200"); // the pad counts two
}

TEST(CaptionEdit, MarksTheCounterInWordsOverTheLimit)
{
	Caption caption;
	caption.edit.showText(QString(2200, u'x'));
	EXPECT_EQ(caption.counter(), "2200 / 2200");
	caption.edit.showText(QString(2201, u'x'));
	EXPECT_EQ(caption.counter(), "Too long: 2201 / 2200");
	EXPECT_TRUE(find<QLabel>(caption.edit, "captionEditCounter").font().bold());
	EXPECT_EQ(caption.edit.text().size(), 2201); // nothing the user wrote is cut off
}

TEST(CaptionEdit, KeepsSeveralLines)
{
	Caption caption;
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	QTest::keyClicks(&editor, QStringLiteral("one"));
	QTest::keyClick(&editor, Qt::Key_Return);
	QTest::keyClicks(&editor, QStringLiteral("two"));
	EXPECT_EQ(caption.edit.text(), "one\ntwo");
}

TEST(CaptionEdit, TabMovesOnInsteadOfTyping)
{
	Caption caption;
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	EXPECT_TRUE(editor.tabChangesFocus());
	QTest::keyClick(&editor, Qt::Key_Tab);
	EXPECT_EQ(caption.edit.text(), "");
}

TEST(CaptionEdit, PastesPlainTextOnly)
{
	Caption caption;
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	auto *rich = new QMimeData; // the clipboard's from then on
	rich->setHtml(QStringLiteral("<b>bold</b>"));
	rich->setText(QStringLiteral("bold"));
	QGuiApplication::clipboard()->setMimeData(rich);
	editor.paste();
	EXPECT_EQ(caption.edit.text(), "bold");
}

TEST(CaptionEdit, SaysWhenTheUserWritesAndNotWhenItIsToldWhatToShow)
{
	Caption caption;
	QSignalSpy edited(&caption.edit, &CaptionEdit::edited);
	caption.edit.showText(QStringLiteral("clutch"));
	EXPECT_EQ(edited.count(), 0);
	QTest::keyClicks(&find<QPlainTextEdit>(caption.edit, "captionEdit"), QStringLiteral("ab"));
	EXPECT_EQ(edited.count(), 2);
}

TEST(CaptionEdit, LeavesTheCursorWhereItIsWhileTheTextIsTheSame)
{
	Caption caption;
	caption.edit.showText(QStringLiteral("last clutch"));
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	QTextCursor cursor = editor.textCursor();
	cursor.setPosition(5);
	editor.setTextCursor(cursor);
	caption.edit.showText(QStringLiteral("last clutch"));
	EXPECT_EQ(editor.textCursor().position(), 5);
}

TEST(CaptionEdit, PutsInWhatIsChosenAndTakesItBack)
{
	Caption caption;
	caption.edit.offerInsertions({}, {});
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	auto &insert = find<InsertButton>(caption.edit, "captionEditInsert");
	QSignalSpy edited(&caption.edit, &CaptionEdit::edited);
	caption.edit.showText(QStringLiteral("in  tonight"));
	QTextCursor cursor = editor.textCursor();
	cursor.setPosition(3);
	editor.setTextCursor(cursor);
	emit insert.wordWanted(QStringLiteral("Arena 🎮"));
	EXPECT_EQ(caption.edit.text(), "in Arena 🎮 tonight");
	emit insert.captionWanted(QStringLiteral("one\n\ntwo 🎮"));
	EXPECT_EQ(caption.edit.text(), "one\n\ntwo 🎮");
	EXPECT_EQ(edited.count(), 2);
	editor.undo();
	EXPECT_EQ(caption.edit.text(), "in Arena 🎮 tonight");
}

TEST(CaptionEdit, PutsHashtagsInWithASpaceOnEachSide)
{
	Caption caption;
	caption.edit.offerInsertions({}, {});
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	auto &insert = find<InsertButton>(caption.edit, "captionEditInsert");
	emit insert.hashtagsWanted(QStringLiteral("#a #b"));
	EXPECT_EQ(caption.edit.text(), "#a #b");
	caption.edit.showText(QStringLiteral("onetwo"));
	QTextCursor cursor = editor.textCursor();
	cursor.setPosition(3);
	editor.setTextCursor(cursor);
	emit insert.hashtagsWanted(QStringLiteral("#a"));
	EXPECT_EQ(caption.edit.text(), "one #a two");
	caption.edit.showText(QStringLiteral("one\n"));
	editor.moveCursor(QTextCursor::End);
	emit insert.hashtagsWanted(QStringLiteral("#a"));
	EXPECT_EQ(caption.edit.text(), "one\n#a");
}

TEST(CaptionEdit, HasAScrollBarOnlyWhenItGrowsNoMore)
{
	CaptionEdit title(englishTexts(), {"Photos.Title", "photoTitle", 90, 1, 2}, nullptr);
	title.resize(400, 200);
	title.show();
	ASSERT_TRUE(QTest::qWaitForWindowExposed(&title));
	const auto &editor = find<QPlainTextEdit>(title, "photoTitle");
	const auto hasBar = [&] {
		QTest::qWait(0);
		return editor.verticalScrollBar()->isVisible();
	};
	EXPECT_FALSE(hasBar());
	title.showText(QStringLiteral("1\n2"));
	EXPECT_FALSE(hasBar());
	title.showText(QStringLiteral("1\n2\n3\n4"));
	EXPECT_TRUE(hasBar());
}

TEST(CaptionEdit, ALineThatAnEmojiMakesHigherCutsNoOther)
{
	Caption caption;
	ASSERT_TRUE(caption.isShown());
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	caption.edit.showText(QStringLiteral("1\n2\n3"));
	QTest::qWait(0);
	const int before = editor.height();
	QTextCharFormat high; // as a font of emojis is, which not every system has
	high.setFontPointSize(editor.font().pointSizeF() * 2);
	QTextCursor cursor(editor.document());
	cursor.select(QTextCursor::LineUnderCursor);
	cursor.mergeCharFormat(high);
	QTest::qWait(0);
	EXPECT_GE(editor.height(), before + editor.fontMetrics().lineSpacing() / 2);
}

TEST(CaptionEdit, KeepsItsHeightWhenTheFirstWordIsTypedWhateverTheStyleAdds)
{
	Caption caption;
	caption.edit.setStyleSheet(QStringLiteral("QPlainTextEdit { border: 1px solid black; padding: 8px; }"));
	ASSERT_TRUE(caption.isShown());
	const auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	const int empty = editor.height();
	caption.edit.showText(QStringLiteral("last"));
	QTest::qWait(0);
	EXPECT_EQ(editor.height(), empty);
}

TEST(CaptionEdit, GrowsWithItsTextUpToAPoint)
{
	Caption caption;
	ASSERT_TRUE(caption.isShown());
	auto &editor = find<QPlainTextEdit>(caption.edit, "captionEdit");
	const int two = editor.height();
	caption.edit.showText(QStringLiteral("1\n2\n3"));
	QTest::qWait(0);
	const int three = editor.height();
	EXPECT_GT(three, two);
	caption.edit.showText(QStringLiteral("1\n2\n3\n4\n5\n6\n7\n8"));
	QTest::qWait(0);
	EXPECT_EQ(editor.height() - three, three - two);
	caption.edit.showText({});
	QTest::qWait(0);
	EXPECT_EQ(editor.height(), two);
}

} // namespace DirectPost::Ui
