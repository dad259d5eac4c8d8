#include "EditorWindowPrivate.hpp"

#include "parts/Page.hpp"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

constexpr QSize kUsualWindow_px(1120, 760); // all options are in sight
constexpr auto kShuttlePause = std::chrono::milliseconds(100);
constexpr int kFastest = 8;
constexpr int kSourceStretch = 3; // to 1 of what will be posted

} // namespace

EditorWindow::Private::Private(EditorWindow *owner, Compose::Composer &composer_, const Texts &texts_,
			       Compose::ClipId clip_)
	: window(owner), composer(composer_), texts(texts_), clip(clip_), preview(atHand()->file)
{
	build();
	connectPreview();
	connectTransport();
	connectTimeline();
	connectOptions();
	addShortcuts();
	shuttle.setInterval(kShuttlePause);
	connect(&shuttle, &QTimer::timeout, &context, [this] { shuttleOn(); });
}

void EditorWindow::Private::build()
{
	window->setLocale(texts.locale());
	transport = new Transport(texts, window);
	timeline = new Timeline(window);
	timeline->setObjectName(QStringLiteral("timeline"));
	timeline->setAccessibleName(texts.text("Editor.Timeline"));
	notice = new Notice(texts, window);
	notice->setObjectName(QStringLiteral("editorNotice"));
	auto *column = new QVBoxLayout(window);
	column->addLayout(makePictures(), 1);
	column->addWidget(transport);
	column->addWidget(timeline);
	column->addWidget(notice);
	column->addLayout(makeFoot());
	for (auto *button : window->findChildren<QPushButton *>())
		button->setAutoDefault(false); // Enter ends what is typed, and presses nothing
	for (QWidget *widget : std::initializer_list<QWidget *>{options, transport, timeline})
		widget->setEnabled(false); // until the file is open
}

QLayout *EditorWindow::Private::makePictures()
{
	source = new SourceView(window);
	source->setObjectName(QStringLiteral("sourceView"));
	source->setAccessibleName(texts.text("Editor.SourcePicture"));
	source->setToolTip(texts.text("Editor.WindowHelp"));
	planned = new PictureView(window);
	planned->setObjectName(QStringLiteral("plannedView"));
	planned->setAccessibleName(texts.text("Editor.PlannedPicture"));
	planned->hide();
	auto *page = new Page(window);
	options = new OptionsPanel(texts, page->widget());
	page->column()->setContentsMargins(0, 0, 0, 0);
	page->column()->addWidget(options);
	side = page;
	auto *row = new QHBoxLayout;
	row->addWidget(source, kSourceStretch);
	row->addWidget(planned, 1);
	row->addWidget(page);
	return row;
}

QLayout *EditorWindow::Private::makeFoot()
{
	const auto button = [this](const char *textKey, const char *objectName) {
		auto *made = new QPushButton(texts.text(textKey), window);
		made->setObjectName(QLatin1StringView(objectName));
		return made;
	};
	line = new ElidedLabel(window);
	line->setObjectName(QStringLiteral("editorLine"));
	undo = button("Editor.Undo", "undoButton");
	redo = button("Editor.Redo", "redoButton");
	QPushButton *cancel = button("Cancel", "cancelEditButton");
	use = button("Editor.Use", "useEditButton");
	auto *row = new QHBoxLayout;
	row->addWidget(line, 1);
	for (QPushButton *each : {undo, redo, cancel, use})
		row->addWidget(each);
	connect(undo, &QPushButton::clicked, &context, [this] { change([](auto &edited) { edited.undo(); }); });
	connect(redo, &QPushButton::clicked, &context, [this] { change([](auto &edited) { edited.redo(); }); });
	connect(cancel, &QPushButton::clicked, window, &QWidget::close);
	connect(use, &QPushButton::clicked, &context, [this] { useEdit(); });
	for (QPushButton *each : {undo, redo, use})
		each->setEnabled(false);
	return row;
}

// --- what happens ---

void EditorWindow::Private::connectPreview()
{
	using Compose::ClipPreview;
	connect(&preview, &ClipPreview::opened, &context, [this] { begin(); });
	connect(&preview, &ClipPreview::failed, &context, [this](const Error &error) {
		playAt(0);
		isTroubled = true;
		notice->say(Mood::Problem, error);
	});
	connect(&preview, &ClipPreview::shown, &context,
		[this](const Compose::PreviewPicture &picture) { show(picture); });
	connect(&preview, &ClipPreview::playedToEnd, &context, [this] { playAt(0); });
	connect(&preview, &ClipPreview::filmstripShown, timeline, &Timeline::showStrip);
	connect(&preview, &ClipPreview::waveformShown, &context,
		[this](const std::vector<float> &loudest) { heard(loudest); });
}

void EditorWindow::Private::connectTransport()
{
	using Compose::EditSession;
	connect(transport, &Transport::toStartWanted, &context, [this] { goTo(session->start_ms()); });
	connect(transport, &Transport::toEndWanted, &context, [this] { goTo(session->lastPicture_ms()); });
	connect(transport, &Transport::stepWanted, &context, [this](int pictures) { step(pictures); });
	connect(transport, &Transport::playWanted, &context, [this] { playAt(rate == 0 ? 1 : 0); });
	connect(transport, &Transport::markStartWanted, &context, [this] {
		change([this](EditSession &edited) { mark(edited.setStart(edited.pictureAt_ms(place_ms))); });
	});
	// The picture that is on show is the last one of the clip.
	connect(transport, &Transport::markEndWanted, &context,
		[this] { change([this](EditSession &edited) { mark(edited.setLastPicture(place_ms)); }); });
	connect(transport, &Transport::startEntered, &context, [this](qint64 time_ms) {
		change([&](EditSession &edited) { mark(edited.setStart(time_ms)); });
		goTo(session->start_ms());
	});
	connect(transport, &Transport::endEntered, &context, [this](qint64 time_ms) {
		change([&](EditSession &edited) { mark(edited.setEnd(time_ms)); });
		goTo(session->lastPicture_ms());
	});
	connect(transport, &Transport::markedWanted, &context, [this](qint64 time_ms) { goTo(time_ms); });
	connect(transport, &Transport::lastWanted, &context, [this](qint64 last_ms) {
		change([&](EditSession &edited) { edited.keepLast(last_ms); });
		goTo(session->start_ms());
	});
	connect(transport, &Transport::zoomWanted, &context,
		[this](double factor) { factor > 0 ? timeline->zoom(factor) : timeline->zoomOut(); });
}

void EditorWindow::Private::connectTimeline()
{
	using Compose::EditSession;
	connect(timeline, &Timeline::grabbed, &context, [this] { session->begin(); });
	connect(timeline, &Timeline::startMoved, &context, [this](qint64 time_ms) {
		change([&](EditSession &edited) { edited.moveStart(edited.pictureAt_ms(time_ms)); });
		dragTo(session->start_ms());
	});
	connect(timeline, &Timeline::endMoved, &context, [this](qint64 time_ms) {
		change([&](EditSession &edited) { edited.moveEnd(time_ms); });
		dragTo(session->lastPicture_ms());
	});
	connect(timeline, &Timeline::placeMoved, &context,
		[this](qint64 time_ms) { dragTo(session->pictureAt_ms(time_ms)); });
	connect(timeline, &Timeline::markedWanted, &context, [this](qint64 time_ms) { goTo(time_ms); });
	connect(timeline, &Timeline::stripWanted, &preview, &Compose::ClipPreview::askFilmstrip);
	const auto giveRoom = [this] {
		preview.setBoxes(source->box_px(), planned->box_px());
		if (session && rate == 0)
			preview.showAt(place_ms);
	};
	connect(source, &PictureView::resized, &context, giveRoom);
	connect(planned, &PictureView::resized, &context, giveRoom);
	connect(source, &SourceView::grabbed, &context, [this] { session->begin(); });
	connect(source, &SourceView::moved, &context,
		[this](int part, const Media::Window &to) { movePart(part, to); });
}

void EditorWindow::Private::connectOptions()
{
	using Compose::EditSession;
	connect(options, &OptionsPanel::layoutChosen, &context,
		[this](Media::LayoutKind kind) { change([kind](EditSession &edited) { edited.setLayout(kind); }); });
	connect(options, &OptionsPanel::soundEdited, &context,
		[this](const Media::SoundMix &mix) { change([&](EditSession &edited) { edited.setSound(mix); }); });
	connect(options, &OptionsPanel::coverWanted, &context,
		[this] { change([this](EditSession &edited) { edited.setCover(place_ms); }); });
	connect(options, &OptionsPanel::noCoverWanted, &context,
		[this] { change([](EditSession &edited) { edited.setCover({}); }); });
	connect(options, &OptionsPanel::durationFitWanted, &context,
		[this](bool isWanted) { change([isWanted](EditSession &edited) { edited.fitDuration(isWanted); }); });
	connect(options, &OptionsPanel::bytesFitWanted, &context,
		[this](bool isWanted) { change([isWanted](EditSession &edited) { edited.fitRequest(isWanted); }); });
	connect(options, &OptionsPanel::phoneButtonsWanted, planned, &PictureView::showPhoneButtons);
}

// Fields that are typed in keep these keys for themselves.
void EditorWindow::Private::addShortcuts()
{
	const auto add = [this](const QKeySequence &keys, std::function<void()> act) {
		connect(new QShortcut(keys, window), &QShortcut::activated, window, [this, act = std::move(act)] {
			if (session)
				act();
		});
	};
	add(QKeySequence(Qt::Key_Left), [this] { step(-1); });
	add(QKeySequence(Qt::Key_Right), [this] { step(+1); });
	add(QKeySequence(Qt::SHIFT | Qt::Key_Left), [this] { goTo(session->pictureAt_ms(place_ms - 1000)); });
	add(QKeySequence(Qt::SHIFT | Qt::Key_Right), [this] { goTo(session->pictureAt_ms(place_ms + 1000)); });
	add(QKeySequence(Qt::Key_Home), [this] { emit transport->toStartWanted(); });
	add(QKeySequence(Qt::Key_End), [this] { emit transport->toEndWanted(); });
	add(QKeySequence(Qt::Key_J), [this] { playAt(rate < 0 ? std::max(rate * 2, -kFastest) : -1); });
	add(QKeySequence(Qt::Key_K), [this] { playAt(0); });
	add(QKeySequence(Qt::Key_L), [this] { playAt(rate > 0 ? std::min(rate * 2, kFastest) : 1); });
	add(QKeySequence(Qt::Key_I), [this] { emit transport->markStartWanted(); });
	add(QKeySequence(Qt::Key_O), [this] { emit transport->markEndWanted(); });
	add(QKeySequence(Qt::Key_M), [this] { goToMarked(session->markedAfter_ms(place_ms)); });
	add(QKeySequence(Qt::SHIFT | Qt::Key_M), [this] { goToMarked(session->markedBefore_ms(place_ms)); });
	add(QKeySequence(QKeySequence::Undo), [this] { undo->click(); });
	add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), [this] { redo->click(); });
	connect(new QShortcut(QKeySequence(Qt::Key_Escape), window), &QShortcut::activated, window,
		[this] { leave(); });
}

EditorWindow::EditorWindow(Compose::Composer &composer, const Texts &texts, Compose::ClipId clip, QWidget *owner)
	: QDialog(owner, Qt::Window)
{
	setObjectName(QStringLiteral("editorWindow"));
	setAttribute(Qt::WA_DeleteOnClose);
	d_ = std::make_unique<Private>(this, composer, texts, clip);
	setWindowTitle(texts.text("Editor.WindowTitle", {{"name", d_->atHand()->name}}));
}

EditorWindow::~EditorWindow() = default;

QSize EditorWindow::sizeHint() const
{
	return kUsualWindow_px;
}

void EditorWindow::showState(const Compose::State &state)
{
	const Compose::ClipAtHand *clip = state.clip(d_->clip);
	if (!clip)
		close();
	else
		d_->use->setEnabled(d_->session && clip->mayBeEdited);
}

void EditorWindow::closeEvent(QCloseEvent *event)
{
	d_->composer.noteEditor(d_->clip, false);
	emit closed(size());
	QDialog::closeEvent(event);
}

void EditorWindow::keyPressEvent(QKeyEvent *event)
{
	if (event->key() == Qt::Key_Space && d_->session) // a button that has the focus keeps it for itself
		return emit d_->transport->playWanted();
	QDialog::keyPressEvent(event);
}

} // namespace DirectPost::Ui
