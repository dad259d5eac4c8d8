#include "Plugin.hpp"

#include "Environment.hpp"
#include "NotificationWords.hpp"
#include "SystemProxy.hpp"

#include <account/Account.hpp>
#include <base/DiskThread.hpp>
#include <base/PathText.hpp>
#include <base/Utf8Path.hpp>
#include <compose/Connections.hpp>
#include <hosting/PictureHost.hpp>
#include <host/CameraMenu.hpp>
#include <host/DockPlace.hpp>
#include <host/OpenLink.hpp>
#include <host/RecordingFolder.hpp>
#include <host/RecordingWatch.hpp>
#include <host/ReplayBuffer.hpp>
#include <host/StreamWatch.hpp>
#include <host/Tray.hpp>
#include <media/Lane.hpp>
#include <media/Show.hpp>
#include <publish/Publisher.hpp>
#include <remote/Remote.hpp>
#include <tiktok/Client.hpp>
#include <ui/Dock.hpp>

#include <QCryptographicHash>
#include <QFileInfo>
#include <QPointer>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <QVBoxLayout>

#include <future>

namespace DirectPost {

namespace {

// OBS 30 can leave a ghost picture of a dock that is moved while it is being shown.
constexpr int kFirstShowDelay_ms = 600;
constexpr auto kRefreshPatience = std::chrono::seconds(1); // OBS waits meanwhile
constexpr auto kLastWorkMayTake = std::chrono::seconds(3); // OBS waits meanwhile; most takes a tenth
constexpr auto kIsPlaced = QLatin1StringView("dock/isPlaced");

// Of prepared clips, which may be large: not in the part of a Windows profile that is copied from machine to machine.
// Two OBS with settings of their own have a folder each.
std::filesystem::path cacheFolder(const std::filesystem::path &settingsFolder)
{
#ifdef _WIN32
	const QByteArray path = QByteArray::fromStdString(utf8(settingsFolder));
	const QByteArray id = QCryptographicHash::hash(path, QCryptographicHash::Sha256).first(8).toHex();
	const QString local = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
	return fromUtf8((local + QStringLiteral("/obs-direct-post/")).toStdString() + id.toStdString());
#else
	return settingsFolder / "cache";
#endif
}

} // namespace

// In the order they are built; the parts below use those above.
struct Plugin::Parts {
	Log log;
	Ui::Texts texts;
	std::filesystem::path folder;
	Environment environment;
	Clock clock;
	std::shared_ptr<TikTok::TokenBucket> pace = std::make_shared<TikTok::TokenBucket>();
	TikTok::TransferLoop loop;
	TikTok::Client client;
	Account::TokenKeeper keeper;
	Account::Account account;
	Publish::Publisher publisher;
	Media::Lane quickLane;
	Media::Lane heavyLane;
	Media::WatchedShow show;
	Hosting::PictureHost hosting;
	Compose::Connections connections;
	DiskThread disk; // nothing that is sent waits for what is saved, nor the other way round
	Compose::Composer composer;
	QPointer<QWidget> frame; // OBS owns it, and with it the dock
	Host::RecordingWatch watch;
	Host::StreamWatch streams;
	Remote::Remote remote;

	Parts(const Setup &setup, const Log &log_);
	void addFrame(const Setup &setup);
	void fillFrame();
	QSettings settings() const;
	void showFirstTime();
	void wire();
	void finishedLoading();
	void shutDown();
	void awaitRefresh();
};

Plugin::Parts::Parts(const Setup &setup, const Log &log_)
	: log(log_),
	  texts(setup.text, setup.language),
	  folder(setup.settingsFolder),
	  environment(readEnvironment(log)),
	  loop(log, pace, &systemProxiesOf),
	  client(loop, environment.endpoints, log),
	  keeper(client, clock, log),
	  account(client, keeper, clock, {.folder = folder, .environment = environment.credentials, .text = setup.text},
		  log),
	  publisher(client, keeper, clock, {.folder = folder, .pace = pace}, log),
	  hosting(client,
		  {.folder = folder,
		   .onDiskThread = [this](std::function<void()> work) { disk.post(std::move(work)); },
		   .onConvertingThread =
			   [this](std::function<void()> work) {
				   quickLane.submit([work = std::move(work)](const std::stop_token &) { work(); });
			   },
		   .vault = [this] { return account.vault(); },
		   .openVault =
			   [this] {
				   account.openVault();
			   }},
		  log),
	  connections({.account = account,
		       .publisher = publisher,
		       .hosting = hosting,
		       .quick = quickLane,
		       .heavy = heavyLane,
		       .show = show,
		       .cacheFolder = cacheFolder(folder),
		       .clock = clock,
		       .log = log}),
	  disk(log),
	  composer(connections.services(), clock,
		   {.folder = folder,
		    .onDiskThread = [this](std::function<void()> work) { disk.post(std::move(work)); },
		    .locale = texts.locale(),
		    .around = {.version = DIRECT_POST_VERSION,
			       .obsVersion = setup.obsVersion,
			       .language = setup.language.toStdString(),
			       .isSandbox = environment.endpoints.isSandbox()}},
		   log),
	  watch(log),
	  remote({.composer = composer,
		  .moment = [this] { return watch.moment(); },
		  .saveReplay = &Host::saveReplay,
		  .text = setup.text,
		  .isDockSeen = [this] { return frame && Host::isInSight(*frame); },
		  .tell =
			  [this](const Remote::Notification &notification) {
				  const NotificationWords words = wordsOf(notification, texts);
				  Host::tellInTray(words.title, words.text, notification.isTrouble());
			  },
		  .log = log})
{
	addFrame(setup);
	wire();
	watch.start();
}

// OBS wants the dock while it loads, and its style once it has loaded: the contents come then.
void Plugin::Parts::addFrame(const Setup &setup)
{
	frame = new QWidget;
	auto *column = new QVBoxLayout(frame);
	column->setContentsMargins(0, 0, 0, 0);
	const QByteArray title = setup.text("Dock.Title").toUtf8();
	if (!Host::addDock(frame, title.constData()))
		log(LogLevel::Error, "OBS refused the dock");
	Host::addToToolsMenu(frame, title.constData());
	Host::addCameraMenu(setup.text("Cameras.Menu").toUtf8().constData());
}

void Plugin::Parts::fillFrame()
{
	if (!frame)
		return;
	auto *dock = new Ui::Dock({.composer = composer,
				   .texts = texts,
				   .isSandbox = environment.endpoints.isSandbox(),
				   .sandboxUrl = environment.url,
				   .openLink = &Host::openLink,
				   .recordingFolder = &Host::recordingFolder},
				  frame);
	frame->layout()->addWidget(dock);
	QObject::connect(&composer, &Compose::Composer::attentionWanted, frame,
			 [this] { Host::bringIntoSight(frame); });
}

void Plugin::Parts::wire()
{
	connections.connectTo(composer);
	const auto noteRecordings = [this] {
		connections.setRecordings(QFileInfo(Host::recordingFolder()).filesystemFilePath());
	};
	QObject::connect(&watch, &Host::RecordingWatch::profileInUse, &composer, noteRecordings);
	QObject::connect(&watch, &Host::RecordingWatch::clipWritten, &composer, noteRecordings);
	QObject::connect(&composer, &Compose::Composer::openLink, &composer, &Host::openLink);
	QObject::connect(&watch, &Host::RecordingWatch::clipWritten, &composer, &Compose::Composer::admit);
	QObject::connect(&watch, &Host::RecordingWatch::recordingBegan, &composer, &Compose::Composer::recordingBegan);
	QObject::connect(&watch, &Host::RecordingWatch::recordingFailed, &composer,
			 &Compose::Composer::noteRecordingFailure);
	QObject::connect(&watch, &Host::RecordingWatch::profileInUse, &composer, &Compose::Composer::useProfile);
	QObject::connect(&watch, &Host::RecordingWatch::profileInUse, &remote, &Remote::Remote::loadHotkeys);
	QObject::connect(&streams, &Host::StreamWatch::looked, &publisher, &Publish::Publisher::noteShow);
	QObject::connect(&streams, &Host::StreamWatch::looked, &streams,
			 [this](const StreamHealth &health) { show.note(health); });
	QObject::connect(&watch, &Host::RecordingWatch::finishedLoading, &composer, [this] { finishedLoading(); });
	QObject::connect(&watch, &Host::RecordingWatch::exiting, &composer, [this] {
		settings().setValue(kIsPlaced, true);
		shutDown();
	});
	QObject::connect(&account, &Account::Account::unlocked, &publisher,
			 [this] { publisher.start(account.vault()); });
	QObject::connect(&account, &Account::Account::unlocked, &hosting, &Hosting::PictureHost::vaultOpened);
	QObject::connect(&account, &Account::Account::stateChanged, &publisher, [this] {
		if (account.state() == Account::ConnectionState::Connected)
			publisher.accountChanged();
	});
	QObject::connect(&account, &Account::Account::identityChanged, &publisher,
			 &Publish::Publisher::accountChanged); // what waits for one that was left says so
	QObject::connect(&account, &Account::Account::credentialsChanged, &publisher,
			 &Publish::Publisher::accountChanged);
}

void Plugin::Parts::finishedLoading()
{
	fillFrame();
	account.load();
	streams.start();
	remote.start();
	showFirstTime();
}

QSettings Plugin::Parts::settings() const
{
	return {pathText(folder / "settings.ini"), QSettings::IniFormat};
}

// A new dock is hidden until somebody finds it in a menu: until OBS has kept a layout with it, which it does
// on a clean exit alone, it shows itself.
void Plugin::Parts::showFirstTime()
{
	if (frame && !settings().value(kIsPlaced).toBool())
		QTimer::singleShot(kFirstShowDelay_ms, frame, [this] { Host::showDockOnTheRight(frame); });
}

// At OBS_FRONTEND_EVENT_EXIT: the frontend is gone after it, and the dock dies with OBS's main window.
void Plugin::Parts::shutDown()
{
	watch.stop();
	streams.stop();
	remote.stop();
	composer.flush();
	publisher.stop();
	awaitRefresh();
	loop.stop();
	disk.finish();
}

// TikTok has killed the old login with the request: without its reply, the user has to connect again.
void Plugin::Parts::awaitRefresh()
{
	auto settled = std::make_shared<std::promise<void>>();
	const std::future<void> isSettled = settled->get_future();
	loop.post([this, settled = std::move(settled)] { keeper.settle([settled] { settled->set_value(); }); });
	isSettled.wait_for(kRefreshPatience);
}

Plugin::Plugin(Setup setup, Log log) : parts_(std::make_unique<Parts>(setup, log)) {}

// Of a disk that does not answer, the system knows when it gives up: what is being read there is left to it, with all
// that the work uses, for OBS must be able to end.
Plugin::~Plugin()
{
	parts_->shutDown();
	(void)parts_->heavyLane.stop(std::chrono::milliseconds(0)); // both at once
	const bool hasQuickEnded = parts_->quickLane.stop(kLastWorkMayTake);
	if (!parts_->heavyLane.stop(kLastWorkMayTake) || !hasQuickEnded) {
		parts_->log(LogLevel::Warning, "work on a recording does not end; OBS ends without it");
		(void)parts_.release();
	}
}

} // namespace DirectPost
