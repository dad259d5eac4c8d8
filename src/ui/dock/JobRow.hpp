#pragma once

#include "JobButtons.hpp"

#include <compose/Services.hpp>
#include <compose/State.hpp>
#include <publish/Post.hpp>

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace DirectPost::Ui {

class ElidedLabel;
class JobHead;
class Notice;

// One post: how far it is, or, in one line until it is opened, what became of it. What failed is open, and what
// is in the inbox: there is something to do. Its parts are made when they are needed.
class JobRow : public QWidget {
	Q_OBJECT

public:
	JobRow(const Texts &texts, QWidget *parent);

	void nameAccount(bool isNamed); // to which it goes; heeded by the next showJob()
	// `refusal`: the last command about this post came to nothing.
	void showJob(const Publish::JobSnapshot &job, const std::optional<Error> &refusal);

signals:
	void commandWanted(DirectPost::Compose::JobCommand command);
	void editWanted();
	void openWanted(const QString &link);
	void copyWanted(const QString &text); // its link, or its caption
	void paceWanted(DirectPost::Publish::PaceMode mode);
	void dragged(QPoint place); // on the screen; one that waits in the queue among others
	void dropped(QPoint place);

protected:
	void mousePressEvent(QMouseEvent *event) override;
	void mouseMoveEvent(QMouseEvent *event) override;
	void mouseReleaseEvent(QMouseEvent *event) override;

private:
	struct UnderWay {
		ElidedLabel *title;
		QLabel *stage;
		QProgressBar *progress;
		ElidedLabel *transfer;
		Notice *trouble;
		ElidedLabel *account = nullptr; // to which it goes, where there are several
	};
	struct Over {
		JobHead *head;
		QPushButton *open;
	};
	struct Details {
		QLabel *outcome;
		ElidedLabel *file;
		ElidedLabel *account = nullptr; // likewise
	};
	void makeUnderWay();
	void makeOver();
	void makeDetails();
	void showUnderWay();
	void showOver();
	void showRefusal(const std::optional<Error> &refusal);
	void showButtons(bool isOffered);
	void sayAccount(ElidedLabel *&label, QVBoxLayout &place, int index, bool isSaid);
	void keepReadingOrder();
	void act(JobAction action);
	bool mayBeMoved() const { return job_ && (job_->mayMoveEarlier || job_->mayMoveLater); }
	QString title() const { return Compose::titleOf(*job_); }
	QString link() const;
	QString stageText() const;
	QString heldBackText() const;
	QString transferText() const;

	Texts texts_;
	std::optional<Publish::JobSnapshot> job_;
	std::optional<Error> shownRefusal_;
	std::optional<bool> isOpen_; // as the user wants it
	std::optional<QPoint> pressedAt_;
	bool isDragged_ = false;
	bool isAccountNamed_ = false;
	bool isNamingNew_ = false;
	QVBoxLayout *underWayPlace_;
	QHBoxLayout *overPlace_;
	QVBoxLayout *detailsPlace_;
	std::optional<UnderWay> underWay_;
	std::optional<Over> over_;
	std::optional<Details> details_;
	Notice *refusal_ = nullptr;
	JobButtons *buttons_ = nullptr;
};

} // namespace DirectPost::Ui
