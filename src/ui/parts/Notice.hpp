#pragma once

#include <ui/Texts.hpp>

#include <QIcon>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace DirectPost::Ui {

class FlowLayout;

enum class Mood { Good = 1, Mended, Info, Warning, Problem };
QIcon moodIcon(Mood mood, const QWidget &where); // in the style of that widget

// An icon and a sentence, with buttons below where there is something to do. Hidden while it has nothing to say.
class Notice : public QWidget {
	Q_OBJECT

public:
	Notice(const Texts &texts, QWidget *parent);

	void say(Mood mood, const QString &sentence);
	void clear();
	QString sentence() const;

	QPushButton *addButton(const char *textKey, const char *objectName);

protected:
	void changeEvent(QEvent *event) override;

private:
	void drawIcon();

	Texts texts_;
	std::optional<Mood> mood_;
	QLabel *icon_;
	QLabel *sentence_;
	QWidget *buttons_;
	FlowLayout *buttonFlow_;
};

} // namespace DirectPost::Ui
