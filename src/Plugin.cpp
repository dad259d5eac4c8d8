#include "Plugin.hpp"

#include "Environment.hpp"

#include <account/Account.hpp>
#include <host/DockPlace.hpp>
#include <host/OpenLink.hpp>
#include <host/RecordingWatch.hpp>
#include <media/Workbench.hpp>
#include <publish/AutoPublish.hpp>
#include <publish/Publisher.hpp>
#include <tiktok/Client.hpp>
#include <ui/ClipInbox.hpp>
#include <ui/Dock.hpp>

#include <QPointer>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>

#include <future>

namespace DirectPost {

namespace {

// OBS 30 can leave a ghost picture of a dock that is moved while it is being shown.
constexpr int kFirstShowDelay_ms = 600;
constexpr auto kRefreshPatience = std::chrono::seconds(1); // OBS waits meanwhile
constexpr auto kIsPlaced = QLatin1StringView("dock/isPlaced");

} // namespace

// In the order they are built; the parts below use those above.
struct Plugin::Parts {
	Log log;
	Ui::Texts texts;
	std::filesystem::path folder;
	Environment environment;
	Clock clock;
	TikTok::TransferLoop loop;
	TikTok::Client client;
	Account::TokenKeeper keeper;
	Account::Account account;
	Publish::Publisher publisher;
	Publish::AutoPublish autoPublish;
	Media::Workbench workbench;
	Ui::ClipInbox inbox;
	QPointer<QWidget> frame; // OBS owns it, and with it the dock
	QPointer<Ui::Dock> dock;
	Host::RecordingWatch watch;

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
	  texts(setup.text),
	  folder(setup.settingsFolder),
	  environment(readEnvironment(log)),
	  loop(log),
	  client(loop, environment.endpoints, log),
	  keeper(client, clock, log),
	  account(client, keeper, clock, {.folder = folder, .environment = environment.credentials, .text = setup.text},
		  log),
	  publisher(client, keeper, clock, {.folder = folder}, log),
	  autoPublish(folder / "auto-publish.json", [this](std::function<void()> work) { loop.post(std::move(work)); }),
	  inbox(workbench, folder / "cache", clock, log),
	  watch(log)
{
	addFrame(setup);
	wire();
	watch.start();
}

// OBS wants the dock while it loads, but its style makes every widget dear: the contents come when OBS is ready.
void Plugin::Parts::addFrame(const Setup &setup)
{
	frame = new QWidget;
	auto *column = new QVBoxLayout(frame);
	column->setContentsMargins(0, 0, 0, 0);
	if (!Host::addDock(frame, setup.text("Dock.Title").toUtf8().constData()))
		log(LogLevel::Error, "OBS refused the dock");
}

void Plugin::Parts::fillFrame()
{
	if (!frame)
		return account.load();
	dock = new Ui::Dock(
		{
			.account = account,
			.publisher = publisher,
			.autoPublish = autoPublish,
			.inbox = inbox,
			.texts = texts,
			.isSandbox = environment.endpoints.isSandbox(),
			.sandboxUrl = environment.url,
			.openLink = &Host::openLink,
		},
		frame);
	QObject::connect(&watch, &Host::RecordingWatch::recordingFailed, dock, &Ui::Dock::showRecordingFailure);
	QObject::connect(dock, &Ui::Dock::attentionWanted, frame, [this] { Host::bringIntoSight(frame); });
	QObject::connect(dock, &Ui::Dock::built, &account, &Account::Account::load);
	frame->layout()->addWidget(dock);
}

void Plugin::Parts::wire()
{
	QObject::connect(&watch, &Host::RecordingWatch::clipWritten, &inbox,
			 [this](const auto &candidate, auto origin, const Media::CaptureContext &context) {
				 inbox.admit(candidate, origin, QString::fromStdString(context.sceneName));
			 });
	QObject::connect(&watch, &Host::RecordingWatch::finishedLoading, &inbox, [this] { finishedLoading(); });
	QObject::connect(&watch, &Host::RecordingWatch::exiting, &inbox, [this] {
		settings().setValue(kIsPlaced, true);
		shutDown();
	});
	QObject::connect(&account, &Account::Account::unlocked, &publisher,
			 [this] { publisher.start(account.vault()); });
	QObject::connect(&account, &Account::Account::stateChanged, &publisher, [this] {
		if (account.state() == Account::ConnectionState::Connected)
			publisher.accountChanged();
	});
	QObject::connect(&account, &Account::Account::credentialsChanged, &publisher,
			 &Publish::Publisher::accountChanged);
	// What an earlier run prepared and no post needs; once, as soon as the queue is known.
	QObject::connect(&publisher, &Publish::Publisher::queueChanged, &inbox,
			 [this, isDone = false](const Publish::QueueSnapshot &queue) mutable {
				 const auto files = publisher.filesInUse();
				 if (files && !isDone && queue.isDrivenHere)
					 inbox.reap(*files);
				 isDone = isDone || files;
			 });
}

void Plugin::Parts::finishedLoading()
{
	fillFrame();
	showFirstTime();
}

QSettings Plugin::Parts::settings() const
{
	return {QString::fromStdU16String((folder / "settings.ini").u16string()), QSettings::IniFormat};
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
	publisher.stop();
	awaitRefresh();
	loop.stop();
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

Plugin::~Plugin()
{
	parts_->shutDown();
}

} // namespace DirectPost
