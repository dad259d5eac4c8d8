#pragma once

#include <ui/Texts.hpp>

#include <QPlainTextEdit>
#include <QWidget>

class QLabel;

namespace DirectPost::Ui {

// A text with a limit: label, counter in UTF-16 units (TikTok's measure and QString's), editor. Tab moves the focus on.
class CaptionEdit : public QWidget {
	Q_OBJECT

public:
	struct Kind {
		const char *labelKey;
		const char *objectName; // of the editor; the counter's is the same plus "Counter"
		int limit_units;
		int lines;
	};
	CaptionEdit(const Texts &texts, Kind kind, QWidget *parent);

	QString text() const;
	void setText(const QString &text);
	bool isTooLong() const;

signals:
	void changed();

private:
	void count();

	Texts texts_;
	Kind kind_;
	QPlainTextEdit *editor_;
	QLabel *counter_;
};

} // namespace DirectPost::Ui
