#pragma once

#include <ui/Texts.hpp>

#include <compose/Composer.hpp>

#include <QObject>
#include <QPointer>
#include <QSize>

#include <functional>
#include <map>

class QFileDialog;

namespace DirectPost::Ui {

class EditorWindow;
class HashtagDialog;
class HistoryDialog;
class LaterDialog;
class PhotoDialog;
class PhotoHostingDialog;
class PresetDialog;
class SettingsDialog;

// The dialogs of the dock. Each is made when it is opened for the first time, and kept: it opens again as the user left
// it.
class Dialogs : public QObject {
	Q_OBJECT

public:
	struct Parts {
		Compose::Composer &composer;
		Texts texts;
		std::function<void(const QString &link)> openLink;
		std::function<QString()> recordingFolder;
		QWidget &owner;
	};
	explicit Dialogs(Parts parts);

	void showState(const Compose::State &state); // to those that are open

	void openSettings();
	void openHistory();
	void openPhotos();
	void openHosting(); // of photos
	void openPreset();
	void openHashtags(const QString &inCaption); // the sets that are kept
	void openLater(Compose::ClipId clip);        // when it is to be posted
	void openEditor(Compose::ClipId clip);
	void chooseFiles();

private:
	void makeSettings();
	void makeHistory();
	void makePhotos();
	void makeHosting();
	void choosePictures();
	void makePreset();
	void makeHashtags();
	void makeLater();
	void showPhotos(const Compose::State &state);
	void showPreset(const Compose::State &state);

	Parts parts_;
	SettingsDialog *settings_ = nullptr;
	HistoryDialog *history_ = nullptr;
	PhotoDialog *photos_ = nullptr;
	PhotoHostingDialog *hosting_ = nullptr;
	PresetDialog *preset_ = nullptr;
	HashtagDialog *hashtags_ = nullptr;
	LaterDialog *later_ = nullptr;
	QPointer<QFileDialog> chooser_;                             // while it is open
	QPointer<QFileDialog> pictureChooser_;                      // likewise
	std::map<Compose::ClipId, QPointer<EditorWindow>> editors_; // while they are open
	QSize editorSize_;                                          // as the user left the last one
	QString presetAccount_;                                     // for whom the preset is being filled in
};

} // namespace DirectPost::Ui
