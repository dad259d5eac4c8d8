#pragma once

#include "Notice.hpp"

#include <QWidget>

#include <functional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace DirectPost::Ui {

class AudienceBox;
class CaptionEdit;
class ConsentLine;
class DisclosureBox;

// What is said about the clip and who may see it, the declaration, and the button.
class PostForm : public QWidget {
	Q_OBJECT

public:
	PostForm(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void setCreator(const TikTok::CreatorInfo *creator);
	// The locale key of a reason outside the form why nothing can be posted now; nullptr: there is none.
	void setObstacle(const char *reasonKey);
	void setError(const Error *error); // nullptr: none
	void clear();                      // after a post
	void clearChoices();               // they were meant for another account; the caption stays

	bool isTouched() const; // the user has begun to fill it in
	void pressPost();

signals:
	void postWanted(const DirectPost::TikTok::VideoPost &post);
	void askAgainWanted();

private:
	const char *reason() const;
	void refresh();
	void post();

	Texts texts_;
	const char *obstacle_ = nullptr;
	CaptionEdit *caption_;
	AudienceBox *audience_;
	DisclosureBox *disclosure_;
	QCheckBox *aiGenerated_;
	Notice *error_;
	ConsentLine *consent_;
	QPushButton *post_;
	QLabel *reason_;
};

} // namespace DirectPost::Ui
