#pragma once

#include "Notice.hpp"

#include <publish/Post.hpp>

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace DirectPost::Ui {

class ElidedLabel;

// One post: how far it is, or what became of it.
class JobRow : public QWidget {
	Q_OBJECT

public:
	JobRow(const Texts &texts, QWidget *parent);

	bool showJob(const Publish::JobSnapshot &job); // false: it is shown already

signals:
	void cancelWanted();
	void retryWanted();
	void removeWanted();
	void openWanted();
	void copyWanted();

private:
	QPushButton *addButton(const char *textKey, const char *objectName);
	QString stageText(const Publish::JobSnapshot &job) const;
	QString transferText(const Publish::JobSnapshot &job) const;
	void showButtons(const Publish::JobSnapshot &job);

	Texts texts_;
	std::optional<Publish::JobSnapshot> shown_;
	ElidedLabel *title_;
	QLabel *stage_;
	QProgressBar *progress_;
	QLabel *transfer_;
	Notice *outcome_;
	QWidget *buttons_;
	QPushButton *cancel_;
	QPushButton *open_;
	QPushButton *copy_;
	QPushButton *retry_;
	QPushButton *remove_;
};

} // namespace DirectPost::Ui
