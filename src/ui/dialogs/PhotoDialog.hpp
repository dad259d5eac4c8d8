#pragma once

#include "FormDialog.hpp"

#include <compose/State.hpp>

class QDragEnterEvent;
class QDropEvent;
class QLabel;
class QPlainTextEdit;
class QSpinBox;

namespace DirectPost::Ui {

class CaptionEdit;
class PictureList;
class PostForm;

// A post of pictures that lie on the user's own web space, or are put there: TikTok fetches photos, it takes no upload.
class PhotoDialog : public FormDialog {
	Q_OBJECT

public:
	PhotoDialog(const Texts &texts, std::function<void(const QString &)> openLink, QWidget *parent);

	// Closes when the post is made.
	void showState(const Compose::PhotoState &photos, const Compose::CreatorState &creator,
		       const Account::Identity &account);
	void showHosting(const Compose::HostingState &hosting);
	void offerCaptions(const Compose::KeptCaptions &kept);

signals:
	void edited(const DirectPost::Compose::PhotoDraft &draft); // by the user
	void postWanted();
	void setsWanted(const QString &hashtags); // to be changed; these are in the caption
	void choosePicturesWanted();
	void picturesWanted(const QStringList &files); // of this computer
	void retryWanted(quint64 picture);
	void removeWanted(quint64 picture);
	void hostingWanted(); // to be set up

protected:
	void dragEnterEvent(QDragEnterEvent *event) override;
	void dropEvent(QDropEvent *event) override;

private:
	QWidget *makeAddresses();
	QWidget *makeCover();
	std::vector<std::string> addresses() const;
	void showCount();
	void edit();

	Texts texts_;
	QLabel *account_ = nullptr;
	QPlainTextEdit *addresses_ = nullptr;
	QLabel *count_ = nullptr;
	PictureList *pictures_ = nullptr;
	QSpinBox *cover_ = nullptr;
	CaptionEdit *title_ = nullptr;
	PostForm *form_ = nullptr;
	bool isBeingShown_ = false; // what the user did not write
	Compose::ClipId lastPosted_ = Compose::kNoClip;
};

} // namespace DirectPost::Ui
