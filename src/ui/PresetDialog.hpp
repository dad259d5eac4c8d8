#pragma once

#include <publish/AutoPublish.hpp>
#include <ui/Texts.hpp>

#include <QDialog>

#include <functional>

class QCheckBox;
class QLabel;

namespace DirectPost::Ui {

class CaptionEdit;
class SubmitBar;
class TermsBox;

// What auto-publish will post, completed and agreed to by the creator: audience and interactions start empty every
// time.
class PresetDialog : public QDialog {
	Q_OBJECT

public:
	PresetDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	// Starts anew. The caption and the kinds of clip come from the last preset; what needs consent does not.
	void begin(const std::optional<Publish::Preset> &last, const QString &nickname);
	void setCreator(const TikTok::CreatorInfo *creator); // nullptr: not known (yet)
	void setObstacle(const char *reasonKey);             // nullptr: none
	void showTrouble(const Error *error);

signals:
	void armWanted(const DirectPost::Publish::Preset &preset); // without account and time
	void askAgainWanted();

private:
	const char *reason() const;
	void refresh();
	void arm();

	Texts texts_;
	const char *obstacle_ = nullptr;
	QLabel *account_ = nullptr;
	QCheckBox *recordings_ = nullptr;
	QCheckBox *replays_ = nullptr;
	CaptionEdit *caption_ = nullptr;
	TermsBox *terms_ = nullptr;
	SubmitBar *submit_ = nullptr;
};

} // namespace DirectPost::Ui
