#pragma once

#include <ui/Texts.hpp>

#include <compose/KeptCaptions.hpp>

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace DirectPost::Ui {

// The sets of hashtags that are kept: to add one, to change its name or its hashtags, to remove it.
class HashtagDialog : public QDialog {
	Q_OBJECT

public:
	HashtagDialog(const Texts &texts, QWidget *parent);

	void begin(const QString &hashtags); // with a new set of these, unless there are none
	void showSets(const std::vector<Compose::HashtagSet> &sets);

signals:
	// `inPlaceOf`: the name of the one that is changed; empty: it is a new one.
	void keepWanted(const DirectPost::Compose::HashtagSet &set, const std::string &inPlaceOf);
	void removeWanted(const std::string &name);

private:
	QWidget *makeButtons();
	void fill();
	void choose();
	void showButtons();
	void keep();
	void remove();
	const Compose::HashtagSet *chosen() const; // nullptr: the new one
	Compose::HashtagSet written() const;

	Texts texts_;
	std::vector<Compose::HashtagSet> sets_;
	QString newHashtags_;    // what a new set begins with
	std::string toBeChosen_; // once it is there
	QListWidget *list_;
	QLineEdit *name_;
	QLineEdit *hashtags_;
	QLabel *reason_;
	QPushButton *keep_ = nullptr;
	QPushButton *remove_ = nullptr;
};

} // namespace DirectPost::Ui
