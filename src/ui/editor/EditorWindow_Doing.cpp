#include "EditorWindowPrivate.hpp"

#include "parts/EditLine.hpp"
#include "parts/IfNew.hpp"

#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr int kLoudnessParts = 2000;
constexpr int kSideGap_px = 12;

} // namespace

void EditorWindow::Private::begin()
{
	const Compose::ClipAtHand *edited = atHand();
	if (!edited)
		return;
	session.emplace(facts(), Compose::editOf(edited->draft), edited->terms);
	options->begin(facts(), edited->terms);
	transport->showDuration(session->duration_ms());
	const Media::Size &picture = facts().shown;
	timeline->begin(session->duration_ms(), static_cast<double>(picture.width_px) / std::max(1, picture.height_px));
	for (QWidget *widget : std::initializer_list<QWidget *>{options, transport, timeline, use})
		widget->setEnabled(true);
	preview.setBoxes(source->box_px(), planned->box_px());
	for (const Media::SoundTrack &track : facts().soundTracks) {
		if (track.hasSound)
			unheard.push_back(track.number);
	}
	std::ranges::stable_partition(unheard, [this](int track) { return track == facts().postedTrack; });
	listen();
	fitSide();
	timeline->setFocus();
	showMarked();
	showEdit();
	goTo(session->start_ms());
}

// One track after the other: a file is read once at a time.
void EditorWindow::Private::listen()
{
	if (!unheard.empty())
		preview.askWaveform(unheard.front(), 0, session->duration_ms(), kLoudnessParts);
}

void EditorWindow::Private::heard(const std::vector<float> &loudest)
{
	if (unheard.empty())
		return;
	if (unheard.front() == facts().postedTrack)
		timeline->showLoudest(loudest);
	options->showSound(unheard.front(), Media::judgeSound(loudest));
	unheard.erase(unheard.begin());
	listen();
}

// As wide as the names of the sound tracks need it.
void EditorWindow::Private::fitSide()
{
	side->setFixedWidth(options->minimumSizeHint().width() + side->verticalScrollBar()->sizeHint().width() +
			    kSideGap_px);
}

void EditorWindow::Private::showMarked()
{
	std::vector<Timeline::Marked> marked;
	for (const int64_t time_ms : session->marked_ms()) {
		const QString time = timeText(time_ms, texts.locale());
		marked.push_back({time_ms, texts.text("Editor.MarkedAt", {{"time", time}})});
	}
	timeline->showMarked(std::move(marked));
	transport->showMarked(session->marked_ms());
}

void EditorWindow::Private::showEdit()
{
	const Compose::Edit &edit = session->edit();
	preview.setPlan(edit.plan);
	transport->showKept(session->start_ms(), session->end_ms());
	timeline->showKept(session->start_ms(), session->end_ms());
	explainIfNew(*timeline, texts.text("Edit.Range", {{"from", timeText(session->start_ms(), texts.locale())},
							  {"to", timeText(session->end_ms(), texts.locale())}}));
	options->showEdit(edit);
	showParts();
	showIf(*planned, edit.plan.layout.isUpright());
	const QString said =
		editLine(texts, edit, session->duration_ms(), session->estimate(), Precision::Milliseconds);
	line->setWholeText(said.isEmpty() ? texts.text("Editor.WholeClip") : said);
	enableIf(*undo, session->mayUndo());
	enableIf(*redo, session->mayRedo());
	composer.noteEditor(clip, session->mayUndo());
}

void EditorWindow::Private::showParts()
{
	const Media::PictureLayout &layout = session->plan().layoutAt(place_ms);
	std::vector<SourceView::Part> parts;
	const bool isPair = layout.kind == Media::LayoutKind::CameraOverGame;
	if (isPair || layout.kind == Media::LayoutKind::VerticalCrop)
		parts.push_back({isPair ? texts.text("Editor.Game") : QString(), layout.window,
				 Compose::aspectOfWindow(layout)});
	if (isPair)
		parts.push_back({texts.text("Editor.Camera"), layout.camera, Compose::aspectOfCamera(layout)});
	source->showParts(facts().shown, std::move(parts));
}

void EditorWindow::Private::change(const std::function<void(Compose::EditSession &)> &how)
{
	const Media::EditPlan before = session->plan();
	notice->clear();
	isLeaving = false;
	how(*session);
	showEdit();
	const bool isPictureNew =
		session->plan().layout != before.layout || session->plan().layoutChanges != before.layoutChanges;
	if (isPictureNew && rate == 0)
		preview.showAt(place_ms);
}

void EditorWindow::Private::mark(Compose::EditSession::Marks marks)
{
	if (marks == Compose::EditSession::Marks::Exchanged)
		notice->say(Mood::Info, texts.text("Editor.Exchanged"));
}

// --- where one is ---

void EditorWindow::Private::showPlace(qint64 time_ms)
{
	const Media::EditPlan &plan = session->plan();
	const bool isOtherLayout = plan.layoutAt(time_ms) != plan.layoutAt(place_ms);
	place_ms = time_ms;
	if (isOtherLayout)
		showParts();
	transport->showPlace(time_ms);
	timeline->showPlace(time_ms);
}

void EditorWindow::Private::goTo(qint64 time_ms)
{
	playAt(0);
	showPlace(time_ms);
	preview.showAt(time_ms);
}

void EditorWindow::Private::goToMarked(const std::optional<int64_t> &time_ms)
{
	if (time_ms)
		goTo(*time_ms);
}

void EditorWindow::Private::dragTo(qint64 time_ms)
{
	playAt(0);
	showPlace(time_ms);
	preview.showNear(time_ms);
}

void EditorWindow::Private::show(const Compose::PreviewPicture &picture)
{
	if (std::exchange(isTroubled, false))
		notice->clear();
	if (!picture.source.isNull())
		source->showPicture(picture.source);
	if (!picture.planned.isNull())
		planned->showPicture(picture.planned);
	if (preview.isPlaying())
		showPlace(picture.time_ms);
}

// At its own speed the clip is played; faster and backwards, one picture after the other is looked at.
void EditorWindow::Private::playAt(int newRate)
{
	const int oldRate = std::exchange(rate, newRate);
	transport->showPlaying(newRate != 0);
	if (oldRate == newRate)
		return;
	preview.pause();
	if (newRate != 0 && newRate != 1)
		return shuttle.start();
	shuttle.stop();
	if (newRate == 0) // both pictures are of the same moment again
		return preview.showAt(place_ms);
	if (place_ms >= session->lastPicture_ms())
		showPlace(session->start_ms());
	preview.play(place_ms);
}

void EditorWindow::Private::shuttleOn()
{
	const qint64 next_ms = place_ms + rate * shuttle.interval();
	if (next_ms <= 0 || next_ms >= session->duration_ms())
		playAt(0);
	showPlace(session->pictureAt_ms(next_ms));
	preview.showAt(place_ms);
}

// --- the picture ---

void EditorWindow::Private::movePart(int part, const Media::Window &to)
{
	Media::PictureLayout layout = session->plan().layoutAt(place_ms); // which holds for all of the clip from now on
	(part == 0 ? layout.window : layout.camera) = to;
	change([&](Compose::EditSession &session_) { session_.moveLayout(layout); });
}

// By Esc, which is pressed in passing: what was done is not thrown away at once.
void EditorWindow::Private::leave()
{
	if (!session || !session->mayUndo() || std::exchange(isLeaving, true))
		return (void)window->close();
	notice->say(Mood::Warning, texts.text("Editor.Unused"));
}

void EditorWindow::Private::useEdit()
{
	composer.noteEditor(clip, false);
	composer.useEdit(clip, session->edit());
	window->close();
}

} // namespace DirectPost::Ui
