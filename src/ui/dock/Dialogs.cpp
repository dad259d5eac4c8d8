#include "Dialogs.hpp"

#include "dialogs/HashtagDialog.hpp"
#include "dialogs/HistoryDialog.hpp"
#include "dialogs/LaterDialog.hpp"
#include "dialogs/PhotoDialog.hpp"
#include "dialogs/PhotoHostingDialog.hpp"
#include "dialogs/PresetDialog.hpp"
#include "dialogs/settings/SettingsDialog.hpp"
#include "editor/EditorWindow.hpp"
#include "parts/CopyText.hpp"

#include <QDateTime>
#include <QFileDialog>
#include <QScreen>

namespace DirectPost::Ui {

namespace {

constexpr double kMostOfScreen = 0.9; // its title and the desktop's panels want some

// Shows the dialog, or brings it to the front. Never modal: it would lock OBS's window in the middle of a show. Its
// size is chosen when it is shown for the first time; from then on it is the user's.
void openDialog(QWidget &dialog)
{
	// By itself show() takes another height than a dialog asks for where there are words that wrap.
	if (!dialog.testAttribute(Qt::WA_Resized))
		dialog.resize(dialog.sizeHint().boundedTo(dialog.screen()->availableSize() * kMostOfScreen));
	dialog.show();
	dialog.raise();
	dialog.activateWindow();
}

} // namespace

Dialogs::Dialogs(Parts parts) : QObject(&parts.owner), parts_(std::move(parts)) {}

void Dialogs::showState(const Compose::State &state)
{
	if (settings_)
		settings_->showAccount(state.account);
	if (history_) {
		history_->showQueue(state.queue);
		history_->showFound(state.history, state.historyTrouble);
		history_->showExport(state.historyExport);
	}
	if (photos_)
		showPhotos(state);
	if (hosting_)
		hosting_->showState(state.hosting);
	if (preset_)
		showPreset(state);
	if (hashtags_)
		hashtags_->showSets(state.captions.hashtagSets);
	if (later_)
		later_->showState(state);
	for (const auto &[clip, editor] : editors_) {
		if (editor)
			editor->showState(state);
	}
}

void Dialogs::openSettings()
{
	if (!settings_)
		makeSettings();
	if (!settings_->isVisible())
		settings_->begin(parts_.composer.state().account, parts_.composer.state().settings);
	openDialog(*settings_);
}

void Dialogs::makeSettings()
{
	settings_ = new SettingsDialog(parts_.texts, &parts_.owner);
	connect(settings_, &SettingsDialog::saveWanted, this,
		[this](const QString &key, const Secret &secret) { parts_.composer.setCredentials(key, secret); });
	connect(settings_, &SettingsDialog::settingsWanted, this,
		[this](const Compose::Settings &settings) { parts_.composer.setSettings(settings); });
	connect(settings_, &SettingsDialog::hostingWanted, this, &Dialogs::openHosting);
	connect(settings_, &SettingsDialog::diagnosticsWanted, this,
		[this] { copyText(QString::fromStdString(parts_.composer.diagnostics())); });
}

// --- what was posted ---

void Dialogs::openHistory()
{
	if (!history_)
		makeHistory();
	if (!history_->isVisible())
		history_->begin();
	openDialog(*history_);
}

void Dialogs::makeHistory()
{
	history_ = new HistoryDialog(parts_.texts, &parts_.owner);
	connect(history_, &HistoryDialog::searchWanted, this,
		[this](const QString &words) { parts_.composer.searchHistory(words); });
	connect(history_, &HistoryDialog::openWanted, this, [this](const QString &link) { parts_.openLink(link); });
	connect(history_, &HistoryDialog::copyWanted, this, &copyText);
	connect(history_, &HistoryDialog::exportWanted, this,
		[this](const QString &words, const QString &path) { parts_.composer.exportHistory(words, path); });
}

// --- photos ---

void Dialogs::openPhotos()
{
	if (!photos_)
		makePhotos();
	if (!photos_->isVisible())
		parts_.composer.beginPhotos();
	showPhotos(parts_.composer.state());
	openDialog(*photos_);
}

void Dialogs::makePhotos()
{
	photos_ = new PhotoDialog(parts_.texts, parts_.openLink, &parts_.owner);
	connect(photos_, &PhotoDialog::edited, this,
		[this](const Compose::PhotoDraft &draft) { parts_.composer.setPhotoDraft(draft); });
	connect(photos_, &PhotoDialog::postWanted, this, [this] { parts_.composer.postPhotos(); });
	connect(photos_, &PhotoDialog::askAgainWanted, this, [this] { parts_.composer.askCreator(); });
	connect(photos_, &PhotoDialog::setsWanted, this, &Dialogs::openHashtags);
	connect(photos_, &PhotoDialog::choosePicturesWanted, this, &Dialogs::choosePictures);
	connect(photos_, &PhotoDialog::hostingWanted, this, &Dialogs::openHosting);
	connect(photos_, &PhotoDialog::picturesWanted, this,
		[this](const QStringList &files) { parts_.composer.addPictures(files); });
	connect(photos_, &PhotoDialog::retryWanted, this,
		[this](quint64 picture) { parts_.composer.retryPicture(picture); });
	connect(photos_, &PhotoDialog::removeWanted, this,
		[this](quint64 picture) { parts_.composer.removePicture(picture); });
}

// OBS puts screenshots beside its recordings.
void Dialogs::choosePictures()
{
	if (pictureChooser_)
		return pictureChooser_->raise();
	pictureChooser_ = new QFileDialog(photos_, parts_.texts.text("Photos.AddPictures"), parts_.recordingFolder(),
					  parts_.texts.text("Photos.PictureFilter"));
	pictureChooser_->setAttribute(Qt::WA_DeleteOnClose);
	pictureChooser_->setFileMode(QFileDialog::ExistingFiles);
	connect(pictureChooser_, &QFileDialog::filesSelected, this,
		[this](const QStringList &files) { parts_.composer.addPictures(files); });
	pictureChooser_->show();
}

// --- where pictures are put ---

void Dialogs::openHosting()
{
	if (!hosting_)
		makeHosting();
	if (!hosting_->isVisible()) {
		parts_.composer.forgetHostingTest();
		hosting_->begin(parts_.composer.state().hosting);
	}
	openDialog(*hosting_);
}

void Dialogs::makeHosting()
{
	hosting_ = new PhotoHostingDialog(parts_.texts, &parts_.owner);
	connect(hosting_, &PhotoHostingDialog::testWanted, this,
		[this](const Hosting::Place &place, const Secret &secret) {
			parts_.composer.testHosting(place, secret);
		});
	connect(hosting_, &PhotoHostingDialog::saveWanted, this,
		[this](const Hosting::Place &place, const Secret &secret) {
			parts_.composer.setHosting(place, secret);
		});
}

void Dialogs::showPhotos(const Compose::State &state)
{
	photos_->showState(state.photos, state.creator, state.account.identity);
	photos_->offerCaptions(state.captions);
	photos_->showHosting(state.hosting);
}

// --- auto-publish ---

void Dialogs::openPreset()
{
	if (!preset_)
		makePreset();
	if (!preset_->isVisible()) { // else what was filled in stays
		presetAccount_ = parts_.composer.state().account.identity.openId;
		parts_.composer.beginPreset();
	}
	showPreset(parts_.composer.state());
	openDialog(*preset_);
}

void Dialogs::makePreset()
{
	preset_ = new PresetDialog(parts_.texts, parts_.openLink, &parts_.owner);
	connect(preset_, &PresetDialog::edited, this,
		[this](const Compose::PresetDraft &draft) { parts_.composer.setPresetDraft(draft); });
	connect(preset_, &PresetDialog::askAgainWanted, this, [this] { parts_.composer.askCreator(); });
	connect(preset_, &PresetDialog::setsWanted, this, &Dialogs::openHashtags);
	connect(preset_, &PresetDialog::armWanted, this, [this] {
		parts_.composer.arm();
		preset_->accept();
	});
}

void Dialogs::showPreset(const Compose::State &state)
{
	preset_->showState(state.preset, state.creator, state.account.identity);
	preset_->offerCaptions(state.captions);
	if (preset_->isVisible() && state.account.identity.openId != presetAccount_)
		preset_->reject(); // it was meant for somebody else
}

// --- hashtags ---

void Dialogs::openHashtags(const QString &inCaption)
{
	if (!hashtags_)
		makeHashtags();
	hashtags_->showSets(parts_.composer.state().captions.hashtagSets);
	if (!hashtags_->isVisible())
		hashtags_->begin(inCaption);
	openDialog(*hashtags_);
}

void Dialogs::makeHashtags()
{
	hashtags_ = new HashtagDialog(parts_.texts, &parts_.owner);
	connect(hashtags_, &HashtagDialog::keepWanted, this,
		[this](const Compose::HashtagSet &set, const std::string &inPlaceOf) {
			parts_.composer.keepHashtagSet(set, inPlaceOf);
		});
	connect(hashtags_, &HashtagDialog::removeWanted, this,
		[this](const std::string &name) { parts_.composer.removeHashtagSet(name); });
}

// --- at a time ---

void Dialogs::openLater(Compose::ClipId clip)
{
	if (!later_)
		makeLater();
	later_->begin(clip);
	later_->showState(parts_.composer.state());
	openDialog(*later_);
}

void Dialogs::makeLater()
{
	later_ = new LaterDialog(parts_.texts, parts_.openLink, &parts_.owner);
	connect(later_, &LaterDialog::askAgainWanted, this, [this] { parts_.composer.askCreator(); });
	connect(later_, &LaterDialog::postWanted, this, [this](quint64 clip, const QDateTime &moment, int grace_min) {
		parts_.composer.postAt(
			clip,
			std::chrono::system_clock::time_point(std::chrono::milliseconds(moment.toMSecsSinceEpoch())),
			std::chrono::minutes(grace_min));
	});
}

// --- the editor ---

void Dialogs::openEditor(Compose::ClipId clip)
{
	const Compose::ClipAtHand *edited = parts_.composer.state().clip(clip);
	if (!edited || !edited->mayBeEdited)
		return;
	std::erase_if(editors_, [](const auto &each) { return each.second.isNull(); });
	QPointer<EditorWindow> &editor = editors_[clip];
	if (!editor) {
		parts_.composer.beginEdit(clip);
		editor = new EditorWindow(parts_.composer, parts_.texts, clip, &parts_.owner);
		if (editorSize_.isValid())
			editor->resize(editorSize_);
		connect(editor, &EditorWindow::closed, this, [this](QSize size) { editorSize_ = size; });
	}
	openDialog(*editor);
}

// --- files ---

void Dialogs::chooseFiles()
{
	if (chooser_)
		return chooser_->raise();
	chooser_ = new QFileDialog(&parts_.owner, parts_.texts.text("Clip.Choose"), parts_.recordingFolder(),
				   parts_.texts.text("Clip.FileFilter"));
	chooser_->setAttribute(Qt::WA_DeleteOnClose);
	chooser_->setFileMode(QFileDialog::ExistingFiles);
	connect(chooser_, &QFileDialog::filesSelected, this,
		[this](const QStringList &paths) { parts_.composer.addFiles(paths); });
	chooser_->show();
}

} // namespace DirectPost::Ui
