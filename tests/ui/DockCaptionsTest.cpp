#include "Studio.hpp"
#include "dialogs/HashtagDialog.hpp"
#include "parts/InsertButton.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>

// Captions in the dock: what can be put in, what is kept, what is noted.
namespace DirectPost::Ui {

namespace {

struct Writing {
	Studio studio;
	Compose::ClipId clip = studio.beReady();
	InsertButton &insert = find<InsertButton>(studio.dock, "captionEditInsert");

	QMenu &opened()
	{
		emit insert.aboutToOpen();
		return *insert.list();
	}
	QMenu &below(int fromLast)
	{
		const QList<QAction *> entries = opened().actions();
		return *entries.at(entries.size() - fromLast)->menu();
	}
	std::string caption() { return studio.composer.state().clip(clip)->draft.info.caption; }
};

} // namespace

TEST(DockCaptions, AWordIsFilledInWhenItIsPutIn)
{
	Writing writing;
	const QList<QAction *> entries = writing.opened().actions();
	ASSERT_EQ(entries[0]->text(), "Name of the clip: 2026-11-22 18-00-00");
	EXPECT_EQ(entries[5]->text(), "Length: 0:42");
	EXPECT_EQ(entries[2]->text(), "Game or window") << "a file chosen by hand shows none that is known";
	entries[0]->trigger();
	Studio::settle();
	EXPECT_EQ(writing.caption(), "2026-11-22 18-00-00");
	EXPECT_FALSE(isShown(writing.studio.dock, "noteOfWord"));
}

TEST(DockCaptions, AWordInBracesIsNotedWhereNothingIsFilledIn)
{
	Writing writing;
	writing.studio.caption.setPlainText(QStringLiteral("in {scene}"));
	Studio::settle();
	ASSERT_TRUE(isShown(writing.studio.dock, "noteOfWord"));
	writing.studio.caption.setPlainText(QStringLiteral("in {peace}"));
	Studio::settle();
	EXPECT_FALSE(isShown(writing.studio.dock, "noteOfWord"));
}

TEST(DockCaptions, ACaptionThatWasPostedCanBeTakenAgain)
{
	Writing writing;
	writing.studio.caption.setPlainText(QStringLiteral("last second clutch 🎮\n#speedrun"));
	writing.studio.privacy.setCurrentIndex(0);
	Studio::settle();
	writing.studio.post.click();
	Studio::settle();
	writing.studio.composer.posted(writing.studio.services.lastRequest);
	writing.clip = writing.studio.addReadyClip(QStringLiteral("/clips/next.mkv"));
	writing.studio.answerCreator();
	writing.below(1).actions().at(0)->trigger();
	Studio::settle();
	EXPECT_EQ(writing.caption(), "last second clutch 🎮\n#speedrun");
}

TEST(DockCaptions, HashtagsOfACaptionAreKeptAndPutIn)
{
	Writing writing;
	writing.studio.caption.setPlainText(QStringLiteral("clutch #fps #win"));
	Studio::settle();
	writing.below(2).actions().last()->trigger();
	auto &dialog = find<HashtagDialog>(writing.studio.dock, "hashtagDialog");
	EXPECT_TRUE(dialog.isVisible());
	EXPECT_FALSE(dialog.isModal());
	find<QLineEdit>(dialog, "hashtagSetName").setText(QStringLiteral("Shooter"));
	find<QPushButton>(dialog, "keepHashtagsButton").click();
	Studio::settle();
	writing.studio.caption.setPlainText(QStringLiteral("next"));
	writing.studio.caption.moveCursor(QTextCursor::End);
	writing.below(2).actions().at(0)->trigger();
	Studio::settle();
	EXPECT_EQ(writing.caption(), "next #fps #win");
	find<QPushButton>(dialog, "removeHashtagsButton").click();
	EXPECT_TRUE(writing.studio.composer.state().captions.hashtagSets.empty());
}

} // namespace DirectPost::Ui
