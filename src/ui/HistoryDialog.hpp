#pragma once

#include "Portions.hpp"

#include <ui/Texts.hpp>

#include <publish/Post.hpp>

#include <QDialog>
#include <QList>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace DirectPost::Ui {

// What was posted when, to which account, with its link, caption and privacy; searchable.
class HistoryDialog : public QDialog {
	Q_OBJECT

public:
	HistoryDialog(const Texts &texts, QWidget *parent);

	void begin();   // before it is opened: everything, unsearched
	void refresh(); // something was posted: searches again while it is open
	void showFound(const QList<DirectPost::Publish::JobSnapshot> &found); // newest first
	QSize sizeHint() const override;                                      // wide enough for a line of history

signals:
	void searchWanted(const QString &words);
	void openWanted(const QString &link);
	void copyWanted(const QString &link);

private:
	bool addRows(size_t portion);
	void showButtons();
	QString chosenLink() const;

	Texts texts_;
	QList<Publish::JobSnapshot> found_;
	qint64 chosenJob_ = 0; // before the list was read anew; 0: none
	QLineEdit *search_;
	QTreeWidget *table_;
	QLabel *note_;
	QPushButton *open_;
	QPushButton *copy_;
	Portions portions_;
};

} // namespace DirectPost::Ui
