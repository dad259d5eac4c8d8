#include "Find.hpp"
#include "HistoryDialog.hpp"
#include "Locale.hpp"

#include <QLineEdit>

namespace DirectPost::Ui {

TEST(HistoryDialog, SearchesAgainWhenSomethingIsPostedWhileItIsOpen)
{
	HistoryDialog dialog(englishTexts(), nullptr);
	QStringList searches;
	QObject::connect(&dialog, &HistoryDialog::searchWanted, &dialog,
			 [&searches](const QString &words) { searches += words; });
	dialog.refresh();
	EXPECT_TRUE(searches.isEmpty()) << "nobody looks";

	dialog.begin();
	dialog.show();
	dialog.findChild<QLineEdit *>()->setText("raid");
	dialog.refresh();
	EXPECT_EQ(searches, (QStringList{"", "raid", "raid"}));
}

} // namespace DirectPost::Ui
