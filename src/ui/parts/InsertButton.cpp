#include "InsertButton.hpp"

#include <QMenu>

namespace DirectPost::Ui {

using Compose::CaptionWord;

namespace {

constexpr int kWidestEntry_px = 320;

const char *keyOf(CaptionWord word)
{
	switch (word) {
	case CaptionWord::Title:
		return "Word.Title";
	case CaptionWord::Scene:
		return "Word.Scene";
	case CaptionWord::Game:
		return "Word.Game";
	case CaptionWord::Date:
		return "Word.Date";
	case CaptionWord::Time:
		return "Word.Time";
	case CaptionWord::Duration:
		return "Word.Duration";
	case CaptionWord::Profile:
		return "Word.Profile";
	case CaptionWord::Mark:
		return "Word.Mark";
	}
	return "";
}

// Of somebody's words, in one line; a menu takes "&" for something else.
QString entryText(const QMenu &menu, const QString &words)
{
	QString text = menu.fontMetrics().elidedText(words.simplified(), Qt::ElideRight, kWidestEntry_px);
	return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

InsertButton::InsertButton(const Texts &texts, QWidget *parent)
	: MenuButton(texts.text("Caption.Insert"), parent), texts_(texts)
{
	setText(QStringLiteral("+"));
	connect(this, &MenuButton::aboutToOpen, this, &InsertButton::fill);
}

void InsertButton::offer(const std::vector<Compose::WordValue> &words, const Compose::KeptCaptions &kept)
{
	if (words_ != words)
		words_ = words;
	if (kept_ != kept)
		kept_ = kept;
}

void InsertButton::fill()
{
	qDeleteAll(list()->findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
	list()->clear();
	addWords();
	addHashtagSets();
	addCaptions();
}

void InsertButton::addWords()
{
	for (const auto &[word, value] : words_) {
		const QString name = texts_.text(keyOf(word));
		const QString both = texts_.text("Caption.WordValue", {{"word", name}, {"value", value}});
		QAction *entry = list()->addAction(entryText(*list(), value.isEmpty() ? name : both));
		entry->setEnabled(!value.isEmpty());
		connect(entry, &QAction::triggered, this, [this, value] { emit wordWanted(value); });
	}
	list()->addSeparator();
}

void InsertButton::addHashtagSets()
{
	QMenu *sets = list()->addMenu(texts_.text("Caption.Hashtags"));
	for (const Compose::HashtagSet &set : kept_.hashtagSets) {
		QAction *entry = sets->addAction(entryText(*sets, QString::fromStdString(set.name)));
		const QString hashtags = QString::fromStdString(set.hashtags);
		connect(entry, &QAction::triggered, this, [this, hashtags] { emit hashtagsWanted(hashtags); });
	}
	sets->addSeparator();
	connect(sets->addAction(texts_.text("Caption.ChangeSets")), &QAction::triggered, this,
		&InsertButton::setsWanted);
	connect(sets, &QMenu::triggered, list(), &QMenu::close);
}

void InsertButton::addCaptions()
{
	QMenu *captions = list()->addMenu(texts_.text("Caption.Earlier"));
	captions->setEnabled(!kept_.recent.empty());
	for (const std::string &kept : kept_.recent) {
		const QString caption = QString::fromStdString(kept);
		connect(captions->addAction(entryText(*captions, caption)), &QAction::triggered, this,
			[this, caption] { emit captionWanted(caption); });
	}
	connect(captions, &QMenu::triggered, list(), &QMenu::close);
}

} // namespace DirectPost::Ui
