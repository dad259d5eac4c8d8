#pragma once

#include "MenuButton.hpp"

#include <ui/Texts.hpp>

#include <compose/Captions.hpp>
#include <compose/KeptCaptions.hpp>

namespace DirectPost::Ui {

// Opens the menu of what can be put into a caption: words of the clip, hashtags that were kept, captions from before.
class InsertButton : public MenuButton {
	Q_OBJECT

public:
	InsertButton(const Texts &texts, QWidget *parent);

	// What the menu holds when it is opened the next time.
	void offer(const std::vector<Compose::WordValue> &words, const Compose::KeptCaptions &kept);

signals:
	void wordWanted(const QString &text);
	void hashtagsWanted(const QString &hashtags);
	void captionWanted(const QString &caption); // in place of what is there
	void setsWanted();                          // the sets of hashtags are to be changed

private:
	void fill();
	void addWords();
	void addHashtagSets();
	void addCaptions();

	Texts texts_;
	std::vector<Compose::WordValue> words_;
	Compose::KeptCaptions kept_;
};

} // namespace DirectPost::Ui
