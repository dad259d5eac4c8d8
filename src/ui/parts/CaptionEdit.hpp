#pragma once

#include <ui/Texts.hpp>

#include <QPlainTextEdit>
#include <QWidget>

class QLabel;

namespace DirectPost::Ui {

// A text with a limit: label, counter in UTF-16 units (TikTok's measure and QString's), editor. Tab moves the focus on.
// The editor grows with its text, up to a point.
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

signals:
	void edited(); // by the user

private:
	void count();
	bool eventFilter(QObject *watched, QEvent *event) override;
	int heightOf(int lines) const;
	void fitHeight();

	Texts texts_;
	Kind kind_;
	QPlainTextEdit *editor_;
	QLabel *counter_;
	bool isBeingShown_ = false; // a text that the user did not write
};

} // namespace DirectPost::Ui
