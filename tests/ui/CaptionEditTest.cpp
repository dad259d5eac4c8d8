#include "CaptionEdit.hpp"
#include "Find.hpp"
#include "Locale.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QTest>

namespace DirectPost::Ui {

namespace {

struct Caption {
	CaptionEdit edit{englishTexts(), {"Caption", "captionEdit", 2200, 4}, nullptr};
	QString counter() const { return find<QLabel>(edit, "captionEditCounter").text(); }
};

} // namespace

TEST(CaptionEdit, CountsUtf16UnitsTheWayTikTokDoes)
{
	Caption caption;
	EXPECT_EQ(caption.counter(), "0 / 2200");
	caption.edit.setText(QStringLiteral("last second clutch 🎮 #speedrun"));
	EXPECT_EQ(caption.counter(), "31 / 2200"); // the pad counts two
}

TEST(CaptionEdit, MarksTheCounterInWordsOverTheLimit)
{
	Caption caption;
	caption.edit.setText(QString(2200, u'x'));
	EXPECT_FALSE(caption.edit.isTooLong());
	caption.edit.setText(QString(2201, u'x'));
	EXPECT_TRUE(caption.edit.isTooLong());
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

} // namespace DirectPost::Ui
