#pragma once

#include <ui/Texts.hpp>

#include <QDialog>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QSpinBox;

namespace DirectPost::Ui {

class CaptionEdit;
class SubmitBar;
class TermsBox;

// A post of pictures that lie on the user's own web space: TikTok fetches photos from there, it takes no upload.
class PhotoForm : public QDialog {
	Q_OBJECT

public:
	PhotoForm(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void setCreator(const TikTok::CreatorInfo *creator); // nullptr: not known (yet)
	void setObstacle(const char *reasonKey); // a reason outside the form why nothing can be posted; nullptr: none
	void showTrouble(const Error *error);
	void showRefusal(const Error *error);
	void clear(); // after a post
	void clearTerms();

signals:
	void postWanted(const DirectPost::TikTok::PhotoPost &post);
	void askAgainWanted();

private:
	QStringList addresses() const;
	const char *reason() const;
	void refresh();
	void post();

	Texts texts_;
	const char *obstacle_ = nullptr;
	QPlainTextEdit *addresses_ = nullptr;
	QLabel *count_ = nullptr;
	QSpinBox *cover_ = nullptr;
	CaptionEdit *title_ = nullptr;
	CaptionEdit *description_ = nullptr;
	TermsBox *terms_ = nullptr;
	SubmitBar *submit_ = nullptr;
};

} // namespace DirectPost::Ui
