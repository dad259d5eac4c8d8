#include "Find.hpp"
#include "Locale.hpp"
#include "dialogs/HashtagDialog.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

using Compose::HashtagSet;

struct Sets {
	HashtagDialog dialog{englishTexts(), nullptr};
	QListWidget &list = find<QListWidget>(dialog, "hashtagSets");
	QLineEdit &name = find<QLineEdit>(dialog, "hashtagSetName");
	QLineEdit &hashtags = find<QLineEdit>(dialog, "hashtagSetHashtags");
	QPushButton &keep = find<QPushButton>(dialog, "keepHashtagsButton");
	QPushButton &remove = find<QPushButton>(dialog, "removeHashtagsButton");
	std::vector<std::pair<HashtagSet, std::string>> kept;
	std::vector<std::string> removed;

	Sets()
	{
		QObject::connect(&dialog, &HashtagDialog::keepWanted, &dialog,
				 [this](const HashtagSet &set, const std::string &inPlaceOf) {
					 kept.emplace_back(set, inPlaceOf);
				 });
		QObject::connect(&dialog, &HashtagDialog::removeWanted, &dialog,
				 [this](const std::string &set) { removed.push_back(set); });
		dialog.showSets({{"Speed", "#run"}, {"Chat", "#live"}});
	}
	QStringList rows() const
	{
		QStringList texts;
		for (int row = 0; row < list.count(); ++row)
			texts += list.item(row)->text();
		return texts;
	}
	QString reason() const { return find<QLabel>(dialog, "hashtagReason").text(); }
};

} // namespace

TEST(HashtagDialog, AddsASetOfWhatIsInTheCaption)
{
	Sets sets;
	sets.dialog.begin(QStringLiteral("#fps #win"));
	EXPECT_EQ(sets.rows(), (QStringList{"Speed", "Chat", "New set"}));
	EXPECT_EQ(sets.list.currentRow(), 2);
	EXPECT_EQ(sets.hashtags.text(), "#fps #win");
	EXPECT_EQ(sets.reason(), "Enter a name for the set.");
	EXPECT_FALSE(sets.keep.isEnabled() || sets.remove.isEnabled());
	sets.name.setText(QStringLiteral("Shooter"));
	EXPECT_EQ(sets.reason(), "");
	sets.keep.click();
	ASSERT_EQ(sets.kept.size(), 1u);
	EXPECT_EQ(sets.kept[0], std::pair(HashtagSet{"Shooter", "#fps #win"}, std::string()));
	sets.dialog.showSets({{"Speed", "#run"}, {"Chat", "#live"}, {"Shooter", "#fps #win"}});
	EXPECT_EQ(sets.list.currentRow(), 2);
	EXPECT_EQ(sets.name.text(), "Shooter");
}

TEST(HashtagDialog, ChangesTheNameAndTheHashtagsOfASet)
{
	Sets sets;
	sets.dialog.begin({});
	EXPECT_EQ(sets.name.text(), "Speed");
	sets.name.setText(QStringLiteral("Chat"));
	EXPECT_EQ(sets.reason(), "Another set has this name. Choose another one.");
	EXPECT_FALSE(sets.keep.isEnabled());
	sets.name.setText(QStringLiteral("Runs"));
	sets.hashtags.clear();
	EXPECT_EQ(sets.reason(), "Enter at least one hashtag.");
	sets.hashtags.setText(QStringLiteral("run fast"));
	sets.keep.click();
	ASSERT_EQ(sets.kept.size(), 1u);
	EXPECT_EQ(sets.kept[0], std::pair(HashtagSet{"Runs", "run fast"}, std::string("Speed")));
	sets.dialog.showSets({{"Runs", "#run #fast"}, {"Chat", "#live"}});
	EXPECT_EQ(sets.hashtags.text(), "#run #fast");
}

TEST(HashtagDialog, RemovesASet)
{
	Sets sets;
	sets.dialog.begin({});
	sets.list.setCurrentRow(1);
	sets.remove.click();
	EXPECT_EQ(sets.removed, std::vector<std::string>{"Chat"});
	sets.dialog.showSets({{"Speed", "#run"}});
	EXPECT_EQ(sets.rows(), (QStringList{"Speed", "New set"}));
	EXPECT_EQ(sets.list.currentRow(), 1);
	EXPECT_EQ(sets.name.text(), "");
}

} // namespace DirectPost::Ui
