#pragma once

#include <compose/State.hpp>
#include <ui/Texts.hpp>

#include <QDialog>
#include <QList>
#include <QPointer>

class QFileDialog;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace DirectPost::Ui {

class Notice;

// What was posted when, to which account, with its link, caption and privacy; searchable.
class HistoryDialog : public QDialog {
	Q_OBJECT

public:
	HistoryDialog(const Texts &texts, QWidget *parent);

	void begin();                                        // before it is opened: everything, unsearched
	void showQueue(const Publish::QueueSnapshot &queue); // searches again when something was posted
	// Newest first; `trouble`: why there are none.
	void showFound(const QList<Publish::JobSnapshot> &found, const std::optional<Error> &trouble);
	void showExport(const std::optional<Compose::HistoryExport> &outcome);
	QSize sizeHint() const override; // wide enough for a line of history

signals:
	void searchWanted(const QString &words);
	void openWanted(const QString &link);
	void copyWanted(const QString &link);
	void exportWanted(const QString &words, const QString &path); // all that is found

private:
	QWidget *makeButtons();
	void fill();
	void showButtons();
	void chooseExport();
	QString noteText() const;
	QString chosenLink() const;

	Texts texts_;
	QList<Publish::JobSnapshot> found_;
	std::optional<Error> trouble_;
	std::optional<Compose::HistoryExport> shownExport_;
	std::vector<Publish::JobId> posted_; // what the list of posts shows as posted
	QLineEdit *search_;
	QTreeWidget *table_;
	QLabel *note_;
	Notice *exported_;
	QPushButton *open_ = nullptr;
	QPushButton *copy_ = nullptr;
	QPushButton *export_ = nullptr;
	QPointer<QFileDialog> chooser_;
};

} // namespace DirectPost::Ui
