#include "Locale.hpp"
#include "parts/InsertButton.hpp"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QCoreApplication>
#include <QMenu>

namespace DirectPost::Ui {

namespace {

using Compose::CaptionWord;

const std::vector<Compose::WordValue> kWords = {{CaptionWord::Title, QStringLiteral("a")},
						{CaptionWord::Game, QStringLiteral("Tom & Jerry")},
						{CaptionWord::Mark, {}}};
const Compose::KeptCaptions kKept = {.recent = {"first\n\nline", "second"},
				     .hashtagSets = {{"Speed", "#run #fast"}, {"Chat", "#live"}}};

struct Insert {
	ReadableMenuButtons readable;
	QWidget window;
	InsertButton button{englishTexts(), &window};
	QStringList said;

	Insert()
	{
		const auto note = [this](const char *what) {
			return [this, what](const QString &text) {
				said += QLatin1StringView(what) + u' ' + text;
			};
		};
		QObject::connect(&button, &InsertButton::wordWanted, &window, note("word"));
		QObject::connect(&button, &InsertButton::hashtagsWanted, &window, note("hashtags"));
		QObject::connect(&button, &InsertButton::captionWanted, &window, note("caption"));
		QObject::connect(&button, &InsertButton::setsWanted, &window, [this] { said += "sets"; });
	}
	void open() { emit button.aboutToOpen(); }
	static QStringList textsOf(const QMenu &menu)
	{
		QStringList texts;
		for (const QAction *entry : menu.actions())
			texts += entry->isSeparator() ? QStringLiteral("-") : entry->text();
		return texts;
	}
	QMenu &below(int fromLast)
	{
		return *button.list()->actions().at(button.list()->actions().size() - fromLast)->menu();
	}
};

} // namespace

TEST(InsertButton, OffersTheWordsOfTheClipWithWhatTheySay)
{
	Insert insert;
	insert.button.offer(kWords, {});
	insert.open();
	EXPECT_EQ(Insert::textsOf(*insert.button.list()),
		  (QStringList{"Name of the clip: a", "Game or window: Tom && Jerry", "Marked moment", "-", "Hashtags",
			       "Earlier captions"}));
	const QList<QAction *> entries = insert.button.list()->actions();
	EXPECT_FALSE(entries[2]->isEnabled()) << "nothing is known of it";
	EXPECT_FALSE(entries[5]->isEnabled()) << "there are none";
	entries[1]->trigger();
	EXPECT_EQ(insert.said, QStringList{"word Tom & Jerry"});
}

TEST(InsertButton, OffersHashtagsAndCaptionsThatWereKept)
{
	Insert insert;
	insert.button.offer(kWords, kKept);
	insert.open();
	EXPECT_EQ(Insert::textsOf(insert.below(2)), (QStringList{"Speed", "Chat", "-", "Hashtag sets…"}));
	EXPECT_EQ(Insert::textsOf(insert.below(1)), (QStringList{"first line", "second"}));
	insert.below(2).actions()[0]->trigger();
	insert.below(2).actions()[3]->trigger();
	insert.below(1).actions()[0]->trigger();
	EXPECT_EQ(insert.said, (QStringList{"hashtags #run #fast", "sets", "caption first\n\nline"}));
}

TEST(InsertButton, HoldsWhatIsOfferedWhenItIsOpenedAgain)
{
	Insert insert;
	insert.button.offer(kWords, kKept);
	insert.open();
	insert.button.offer({}, {.recent = {"third"}, .hashtagSets = {}});
	insert.open();
	EXPECT_EQ(Insert::textsOf(*insert.button.list()), (QStringList{"-", "Hashtags", "Earlier captions"}));
	EXPECT_EQ(Insert::textsOf(insert.below(1)), QStringList{"third"});
	EXPECT_EQ(insert.button.list()->findChildren<QMenu *>().size(), 2);
}

TEST(InsertButton, IsOpenedByAScreenReaderThatFindsWhatLiesBelowItsEntries)
{
	Insert insert;
	insert.button.offer(kWords, kKept);
	insert.window.show();
	QAccessibleInterface *readable = QAccessible::queryAccessibleInterface(&insert.button);
	EXPECT_EQ(readable->text(QAccessible::Name), "Insert into the caption");
	readable->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
	ASSERT_TRUE(insert.button.list()->isVisible());
	QAccessibleInterface *menu = readable->child(0);
	QAccessibleInterface *earlier = menu->child(menu->childCount() - 1);
	EXPECT_EQ(earlier->text(QAccessible::Name), "Earlier captions");
	earlier->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
	QCoreApplication::processEvents();
	ASSERT_TRUE(insert.below(1).isVisible());
	earlier->child(0)->child(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
	EXPECT_EQ(insert.said, QStringList{"caption second"});
	EXPECT_FALSE(insert.button.list()->isVisible());
}

} // namespace DirectPost::Ui
