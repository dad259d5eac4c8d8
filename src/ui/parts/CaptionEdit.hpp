#pragma once

#include <ui/Texts.hpp>

#include <compose/Captions.hpp>
#include <compose/KeptCaptions.hpp>

#include <QPlainTextEdit>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace DirectPost::Ui {

class InsertButton;

// A text with a limit: label, counter in UTF-16 units (TikTok's measure and QString's), editor. Tab moves the focus on.
// The editor grows with its text, up to a point. What was put in by a button can be undone.
class CaptionEdit : public QWidget {
	Q_OBJECT

public:
	struct Kind {
		const char *labelKey;
		const char *objectName; // of the editor; the counter's is the same plus "Counter"
		int limit_units;
		int fewestLines;
		int mostLines;
	};
	CaptionEdit(const Texts &texts, Kind kind, QWidget *parent);

	QString text() const;
	void showText(const QString &text); // leaves the cursor alone while it is the text that is there
	// With a button that puts in one of these.
	void offerInsertions(const std::vector<Compose::WordValue> &words, const Compose::KeptCaptions &kept);

signals:
	void edited();     // by the user
	void setsWanted(); // the sets of hashtags are to be changed

private:
	void makeInsertButton();
	void insertHashtags(const QString &hashtags);
	void replaceText(const QString &text);
	void count();
	bool eventFilter(QObject *watched, QEvent *event) override;
	int heightOf(int lines) const;
	void fitHeight();

	Texts texts_;
	Kind kind_;
	QPlainTextEdit *editor_;
	QHBoxLayout *top_;
	InsertButton *insert_ = nullptr;
	QLabel *counter_;
	bool isBeingShown_ = false; // a text that the user did not write
};

} // namespace DirectPost::Ui
