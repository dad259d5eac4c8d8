#include <publish/Publisher.hpp>

#include "PostQueue.hpp"

#include <base/UiGate.hpp>

#include <future>
#include <mutex>

namespace DirectPost::Publish {

namespace {

constexpr auto kStopWithin = std::chrono::milliseconds(900);

} // namespace

// What the queue's thread says and any thread may ask.
struct LastSaid {
	std::mutex mutex;
	QueueSnapshot queue;
	std::optional<std::vector<std::filesystem::path>> filesInUse;
};

struct Publisher::Private {
	TikTok::TransferLoop &loop;
	UiGate gate;
	std::shared_ptr<LastSaid> lastSaid = std::make_shared<LastSaid>();
	std::shared_ptr<PostQueue> queue = {};
	bool isStopped = false;

	void run(std::function<void(PostQueue &)> work)
	{
		if (!isStopped)
			loop.post([queue_ = queue, work = std::move(work)] { work(*queue_); });
	}
};

namespace {

// What happens on the queue's thread, as signals on the publisher's own.
PostQueue::Observer observerOf(Publisher *publisher, const UiGate &gate, const std::shared_ptr<LastSaid> &lastSaid)
{
	return {
		.changed =
			[=](QueueSnapshot snapshot, std::optional<std::vector<std::filesystem::path>> files) {
				{
					const std::scoped_lock guard(lastSaid->mutex);
					lastSaid->queue = snapshot;
					lastSaid->filesInUse = std::move(files);
				}
				gate.run([publisher, snapshot = std::move(snapshot)] {
					emit publisher->queueChanged(snapshot);
				});
			},
		.posted = [=](JobId job) { gate.run([=] { emit publisher->posted(job); }); },
		.refused = [=](const Error &error) { gate.run([=] { emit publisher->refused(error); }); },
		.finished = [=](const JobSnapshot &job) { gate.run([=] { emit publisher->finished(job); }); },
		.historyFound =
			[=](const std::vector<JobSnapshot> &found) {
				gate.run([publisher, list = QList<JobSnapshot>(found.begin(), found.end())] {
					emit publisher->historyFound(list);
				});
			},
	};
}

} // namespace

Publisher::Publisher(TikTok::Client &client, Account::TokenKeeper &keeper, const Clock &clock, Setup setup, Log log,
		     QObject *parent)
	: QObject(parent), d_(std::make_unique<Private>(Private{.loop = client.loop(), .gate = UiGate(this)}))
{
	d_->queue = std::make_shared<PostQueue>(client, keeper, clock, std::move(setup.folder),
						observerOf(this, d_->gate, d_->lastSaid), std::move(log));
}

Publisher::~Publisher()
{
	stop();
}

void Publisher::start(std::shared_ptr<const Account::Vault> vault)
{
	d_->run([vault = std::move(vault)](PostQueue &queue) { queue.open(vault); });
}

void Publisher::stop()
{
	if (d_->isStopped)
		return;
	d_->isStopped = true;
	d_->gate.close();
	// A loop that has stopped already drops the work, and with it the promise.
	auto closed = std::make_shared<std::promise<void>>();
	const std::future<void> isClosed = closed->get_future();
	d_->loop.post([queue = d_->queue, closed = std::move(closed)] {
		queue->close();
		closed->set_value();
	});
	isClosed.wait_for(kStopWithin);
}

void Publisher::post(PostRequest request)
{
	d_->run([request = std::move(request)](PostQueue &queue) { queue.post(request); });
}

void Publisher::cancel(JobId job)
{
	d_->run([job](PostQueue &queue) { queue.cancel(job); });
}

void Publisher::pause(JobId job)
{
	d_->run([job](PostQueue &queue) { queue.pause(job, true); });
}

void Publisher::resume(JobId job)
{
	d_->run([job](PostQueue &queue) { queue.pause(job, false); });
}

void Publisher::moveEarlier(JobId job)
{
	d_->run([job](PostQueue &queue) { queue.move(job, Direction::Earlier); });
}

void Publisher::moveLater(JobId job)
{
	d_->run([job](PostQueue &queue) { queue.move(job, Direction::Later); });
}

void Publisher::searchHistory(const QString &words)
{
	d_->run([words = words.toStdString()](PostQueue &queue) { queue.searchHistory(words); });
}

void Publisher::retry(JobId job)
{
	d_->run([job](PostQueue &queue) { queue.retry(job); });
}

void Publisher::remove(JobId job)
{
	d_->run([job](PostQueue &queue) { queue.remove(job); });
}

void Publisher::accountChanged()
{
	d_->run([](PostQueue &queue) { queue.accountChanged(); });
}

QueueSnapshot Publisher::queue() const
{
	const std::scoped_lock guard(d_->lastSaid->mutex);
	return d_->lastSaid->queue;
}

std::optional<std::vector<std::filesystem::path>> Publisher::filesInUse() const
{
	const std::scoped_lock guard(d_->lastSaid->mutex);
	return d_->lastSaid->filesInUse;
}

} // namespace DirectPost::Publish
