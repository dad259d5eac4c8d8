#pragma once

#include "EditorWindow.hpp"

#include "OptionsPanel.hpp"
#include "SourceView.hpp"
#include "Timeline.hpp"
#include "Transport.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/Notice.hpp"

#include <compose/ClipPreview.hpp>

#include <QPushButton>
#include <QTimer>

class QLayout;
class QScrollArea;

namespace DirectPost::Ui {

// EditorWindow.cpp: the window is built and wired. EditorWindow_Doing.cpp: what happens in it.
struct EditorWindow::Private {
	EditorWindow *window;
	Compose::Composer &composer;
	Texts texts;
	Compose::ClipId clip;
	Compose::ClipPreview preview;
	std::optional<Compose::EditSession> session; // once the file is open
	std::vector<int> unheard;                    // tracks that are still to be listened to; the first one is
	qint64 place_ms = 0;
	bool isLeaving = false;  // Esc was pressed once
	bool isTroubled = false; // the notice says why there is no picture
	int rate = 0;            // of playing; below 0: backwards
	QTimer shuttle;
	// Widgets belong to the window.
	SourceView *source = nullptr;
	PictureView *planned = nullptr;
	QScrollArea *side = nullptr; // with the options
	OptionsPanel *options = nullptr;
	Transport *transport = nullptr;
	Timeline *timeline = nullptr;
	ElidedLabel *line = nullptr;
	Notice *notice = nullptr;
	QPushButton *undo = nullptr;
	QPushButton *redo = nullptr;
	QPushButton *use = nullptr;
	QObject context; // goes first: nothing that a dying widget says is heard

	Private(EditorWindow *owner, Compose::Composer &composer_, const Texts &texts_, Compose::ClipId clip_);
	void build();
	QLayout *makePictures();
	QLayout *makeFoot();
	void connectPreview();
	void connectTransport();
	void connectTimeline();
	void connectOptions();
	void addShortcuts();

	const Compose::ClipAtHand *atHand() const { return composer.state().clip(clip); }
	const Media::MediaFacts &facts() const { return *preview.facts(); }
	void begin();
	void fitSide();
	void listen();
	void heard(const std::vector<float> &loudest);
	void showMarked();
	void showEdit();
	void showParts();
	void change(const std::function<void(Compose::EditSession &)> &how);
	void mark(Compose::EditSession::Marks marks);
	void goTo(qint64 time_ms);
	void goToMarked(const std::optional<int64_t> &time_ms);
	void dragTo(qint64 time_ms);
	void step(int pictures) { goTo(session->pictureAfter_ms(place_ms, pictures)); }
	void showPlace(qint64 time_ms);
	void show(const Compose::PreviewPicture &picture);
	void playAt(int newRate);
	void shuttleOn();
	void movePart(int part, const Media::Window &to);
	void leave();
	void useEdit();
};

} // namespace DirectPost::Ui
