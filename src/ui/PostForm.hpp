#pragma once

#include <ui/Texts.hpp>

#include <QWidget>

#include <functional>

namespace DirectPost::Ui {

class CaptionEdit;
class SubmitBar;
class TermsBox;

// What is said about the clip, under which terms, and the button.
class PostForm : public QWidget {
	Q_OBJECT

public:
	PostForm(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void setCreator(const TikTok::CreatorInfo *creator); // nullptr: not known (yet)
	void setObstacle(const char *reasonKey); // a reason outside the form why nothing can be posted; nullptr: none
	void showTrouble(const Error *error);
	void showRefusal(const Error *error);
	void clear();      // after a post
	void clearTerms(); // they were chosen for another clip or account; the caption stays

	// The button and what there is to say about it: part of the form until the owner lays it out elsewhere, where
	// it stays in sight. It comes and goes with the form.
	QWidget *submitBar() const;
	void setVisible(bool visible) override;

	bool isTouched() const; // the user has begun to fill it in
	void pressPost();

signals:
	void postWanted(const DirectPost::TikTok::VideoPost &post);
	void repeatWanted(const DirectPost::TikTok::VideoPost &post); // although the clip was posted already
	void askAgainWanted();

private:
	const char *reason() const;
	void refresh();
	std::optional<TikTok::VideoPost> filledIn() const;

	const char *obstacle_ = nullptr;
	CaptionEdit *caption_;
	TermsBox *terms_;
	SubmitBar *submit_;
};

} // namespace DirectPost::Ui
