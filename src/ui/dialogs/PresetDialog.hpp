#pragma once

#include "FormDialog.hpp"

#include <compose/State.hpp>

class QCheckBox;
class QLabel;

namespace DirectPost::Ui {

class PostForm;
class PresetEditBox;

// What auto-publish will say about every clip, completed and agreed to by the creator.
class PresetDialog : public FormDialog {
	Q_OBJECT

public:
	PresetDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	void showState(const Compose::PresetState &preset, const Compose::CreatorState &creator,
		       const Account::Identity &account);
	void offerCaptions(const Compose::KeptCaptions &kept);

signals:
	void edited(const DirectPost::Compose::PresetDraft &draft); // by the user
	void armWanted();
	void setsWanted(const QString &hashtags); // to be changed; these are in the caption

private:
	void edit();

	Texts texts_;
	QLabel *account_;
	QCheckBox *recordings_;
	QCheckBox *replays_;
	PresetEditBox *edit_;
	PostForm *form_;
};

} // namespace DirectPost::Ui
