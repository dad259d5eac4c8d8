#pragma once

#include <ui/Texts.hpp>

#include <QPixmap>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QLabel;
class QPushButton;

namespace DirectPost::Ui {

enum class Mood { Good = 1, Mended, Info, Warning, Problem };
QPixmap moodPicture(Mood mood, const QWidget &where); // small, in the style of that widget

// An icon and a sentence, with buttons below where there is something to do. Hidden while it has nothing to say; its
// parts are made when it says something for the first time, as OBS's style sheet makes every widget dear and most
// notices are never needed.
class Notice : public QWidget {
	Q_OBJECT

public:
	Notice(const Texts &texts, QWidget *parent);

	void say(Mood mood, const QString &sentence);           // an empty one: nothing, as clear()
	void say(Mood mood, const std::optional<Error> &error); // none: likewise
	void clear();
	QString sentence() const;

	// Shown below the sentence whenever there is one.
	void addButton(const char *textKey, const char *objectName, std::function<void()> pressed);
	// Shown below the next sentence, or not.
	void offerButton(const char *objectName, bool isOffered);
	// Before it is shown: of several alike, what this one is about, for the accessible names of its buttons.
	void setSubject(const QString &name) { subject_ = name; }
	// Once it is shown: other words than those of its key.
	void nameButton(const char *objectName, const QString &text);

protected:
	void changeEvent(QEvent *event) override;

private:
	struct Button {
		const char *textKey;
		const char *objectName;
		std::function<void()> pressed;
		bool isOffered = true;
		QPushButton *widget = nullptr;
	};
	void makeParts();
	void showButtons();
	void drawIcon();

	Texts texts_;
	std::optional<Mood> mood_;
	std::vector<Button> buttons_;
	QString subject_;
	QLabel *icon_ = nullptr;
	QLabel *sentence_ = nullptr;
	QWidget *buttonBar_ = nullptr; // stays away while there are no buttons
};

} // namespace DirectPost::Ui
