#pragma once

#include "Notice.hpp"

#include <publish/Post.hpp>

#include <QWidget>

#include <map>

class QLabel;
class QProgressBar;
class QPushButton;

namespace DirectPost::Ui {

class ElidedLabel;
class FlowLayout;

// What a user can do with a post in the list; the buttons stand in this order.
enum class JobAction { Pause = 1, Resume, Cancel, MoveEarlier, MoveLater, Open, CopyLink, Retry, Remove };

// One post: how far it is, or what became of it.
class JobRow : public QWidget {
	Q_OBJECT

public:
	// A post and its neighbours in the list: it can be moved past those that wait as well.
	struct State {
		Publish::JobSnapshot job;
		bool canMoveEarlier = false;
		bool canMoveLater = false;

		bool operator==(const State &) const = default;
	};

	JobRow(const Texts &texts, QWidget *parent);

	bool prepare();                     // a step towards a row that can be put into the list; false: it can
	bool showState(const State &state); // a step towards it; false: it is shown already
	QList<QWidget *> buttons() const;   // those there are, from left to right; some may be hidden

signals:
	void wanted(DirectPost::Ui::JobAction action);

private:
	void showWords(const Publish::JobSnapshot &job);
	bool makeMissingButton(const State &state);
	void showButtons(const State &state);
	QString stageText(const Publish::JobSnapshot &job) const;
	QString transferText(const Publish::JobSnapshot &job) const;

	Texts texts_;
	std::optional<Publish::JobSnapshot> worded_; // what the words say
	std::optional<State> shown_;
	ElidedLabel *title_;
	QLabel *stage_;
	QProgressBar *progress_;
	ElidedLabel *transfer_;
	Notice *outcome_;
	QWidget *buttonBar_;
	FlowLayout *buttonFlow_;
	std::map<JobAction, QPushButton *> buttons_; // made when they are needed: OBS's style makes each one dear
};

} // namespace DirectPost::Ui
