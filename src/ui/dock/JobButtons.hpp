#pragma once

#include <publish/Post.hpp>
#include <ui/Texts.hpp>

#include <QWidget>

#include <map>

class QPushButton;

namespace DirectPost::Ui {

class FlowLayout;

// What a person can do with a post; the buttons stand in this order.
enum class JobAction {
	Open = 1,
	CopyLink,
	CopyCaption,
	PostNow,
	Edit,
	Retry,
	Pause,
	Resume,
	Cancel,
	MoveEarlier,
	MoveLater,
	Remove
};

// A button of a post: its accessible name says which post it means.
QPushButton *makeJobButton(const Texts &texts, JobAction action, const QString &post, QWidget *parent);

// The buttons below a post, of those that the snapshot allows. Made when they are needed: OBS's style makes each one
// dear.
class JobButtons : public QWidget {
	Q_OBJECT

public:
	// `post`: what it is called.
	JobButtons(const Texts &texts, const QString &post, QWidget *parent);

	void showFor(const Publish::JobSnapshot &job);
	bool hasAny() const;

signals:
	void pressed(DirectPost::Ui::JobAction action);

private:
	void showButton(JobAction action, bool isOffered);

	Texts texts_;
	QString post_;
	FlowLayout *flow_;
	std::map<JobAction, QPushButton *> buttons_;
};

} // namespace DirectPost::Ui
