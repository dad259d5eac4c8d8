#include "Studio.hpp"

#include "Values.hpp"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QTest>

namespace DirectPost::Ui {

Studio::Studio(bool isSandbox, const Texts &texts)
	: texts_(texts),
	  composer(services, clock_,
		   {.folder = folder_.path().toStdString(),
		    .onDiskThread = [](const std::function<void()> &work) { work(); },
		    .second = std::chrono::hours(1)}, // a countdown that stands still
		   [](LogLevel, const std::string &) {}),
	  dock({.composer = composer,
		.texts = texts,
		.isSandbox = isSandbox,
		.sandboxUrl = QStringLiteral("https://127.0.0.1:34131"),
		.openLink = [this](const QString &link) { opened += link; },
		.recordingFolder =
			[this] {
				return recordingFolder;
			}})
{
	using enum TikTok::PrivacyLevel;
	creator.username = "niaplays";
	creator.nickname = "Nia Plays";
	creator.privacyLevels = {PublicToEveryone, SelfOnly};
	creator.maxVideoDuration_s = 600;
}

void Studio::connectAs(const char *openId)
{
	Compose::AccountState account;
	account.connection = Account::ConnectionState::Connected;
	account.identity = {.openId = QString::fromLatin1(openId),
			    .nickname = QStringLiteral("Nia Plays"),
			    .username = QStringLiteral("niaplays"),
			    .avatar = {}};
	composer.accountChanged(account);
	settle();
}

void Studio::answerCreator()
{
	composer.creatorInfoArrived(creator);
	settle();
}

Compose::ClipId Studio::addReadyClip(const QString &file)
{
	const Compose::ClipId clip = composer.addFile(file);
	becomeReady(services.files.size());
	return clip;
}

Compose::ClipId Studio::beReady()
{
	connectAs("open-nia");
	const Compose::ClipId clip = addReadyClip(QStringLiteral("/clips/2026-11-22 18-00-00.mkv"));
	answerCreator();
	EXPECT_EQ(reason(), texts_.text("Reason.NoPrivacy"));
	return clip;
}

void Studio::becomeReady(uint64_t source)
{
	Media::Source known;
	known.id = source;
	known.info = clipInfo(services.files[source - 1]);
	composer.sourceKnown(known);
	QImage picture(320, 180, QImage::Format_RGB32);
	picture.fill(Qt::green);
	composer.sourcePictured(source, picture);
	composer.prepared(source, {},
			  {.file = "/cache/clip.mp4", .info = preparedInfo("/cache/clip.mp4"), .isDerived = true});
	settle();
}

void Studio::startCountdown()
{
	composer.beginPreset();
	answerCreator();
	composer.setPresetDraft({.info = {.privacyLevel = TikTok::PrivacyLevel::SelfOnly}});
	composer.arm();
	composer.admit({.file = "/clips/by itself.mkv", .remuxTarget = {}, .recordingStarted = {}},
		       Media::Origin::Recording, {});
	becomeReady(services.files.size());
	answerCreator();
	EXPECT_TRUE(composer.state().autoPublish.countdown.has_value());
}

void Studio::show(QSize size)
{
	dock.resize(size);
	dock.show();
	EXPECT_TRUE(QTest::qWaitForWindowExposed(&dock));
	if (composer.state().creator.stage == Compose::CreatorStage::Asking)
		answerCreator();
	settle();
}

Qt::DropAction Studio::drop(const QMimeData &what, QWidget &onto)
{
	const auto actionOf = [](const QDropEvent &event) {
		return event.isAccepted() ? event.dropAction() : Qt::IgnoreAction;
	};
	const Qt::DropActions possible = Qt::CopyAction | Qt::MoveAction;
	QDragEnterEvent enter({}, possible, &what, Qt::LeftButton, Qt::ShiftModifier);
	QApplication::sendEvent(&onto, &enter);
	QDropEvent drop({}, possible, &what, Qt::LeftButton, Qt::ShiftModifier);
	QApplication::sendEvent(&onto, &drop);
	EXPECT_EQ(actionOf(drop), actionOf(enter));
	settle();
	return actionOf(drop);
}

void Studio::settle()
{
	for (int turn = 0; turn < 3; ++turn) { // the change, the layout, and what that leads to
		QCoreApplication::sendPostedEvents();
		QCoreApplication::processEvents();
	}
}

QString Studio::reason() const
{
	return post.toolTip();
}

bool Studio::isInSight(const QWidget &widget) const
{
	return widget.isVisible() && widget.visibleRegion().boundingRect() == widget.rect();
}

QStringList Studio::files() const
{
	QStringList names;
	for (const std::filesystem::path &file : services.files)
		names += QString::fromStdString(file.filename().string());
	return names;
}

QStringList rowsOf(const QComboBox &combo)
{
	QStringList rows;
	for (int row = 0; row < combo.count(); ++row)
		rows += combo.itemText(row);
	return rows;
}

} // namespace DirectPost::Ui
