#include <publish/Publisher.hpp>

#include "PostQueue.hpp"

#include <QMetaObject>

#include <future>
#include <mutex>

namespace DirectPost::Publish {

namespace {

constexpr auto kStopWithin = std::chrono::milliseconds(900);

} // namespace

// What both threads touch. The queue's thread posts signals through it until the publisher has stopped.
struct Shared {
	std::mutex mutex;
	Publisher *publisher = nullptr; // null once stopped
	QueueSnapshot queue;
	std::optional<std::vector<std::filesystem::path>> filesInUse;
};

struct Publisher::Private {
	TikTok::TransferLoop &loop;
	std::shared_ptr<Shared> shared = std::make_shared<Shared>();
	std::shared_ptr<PostQueue> queue;
	bool isStopped = false;

	void run(std::function<void(PostQueue &)> work)
	{
		if (!isStopped)
			loop.post([queue_ = queue, work = std::move(work)] { work(*queue_); });
	}
};

namespace {

// From the queue's thread to the publisher's own; nothing is delivered after stop().
template <class Emit> void deliver(const std::shared_ptr<Shared> &shared, Emit emitSignal)
{
	const std::scoped_lock guard(shared->mutex);
	if (!shared->publisher)
		return;
	QMetaObject::invokeMethod(
		shared->publisher,
		[shared, emitSignal] {
			Publisher *publisher = nullptr;
			{
				const std::scoped_lock still(shared->mutex);
				publisher = shared->publisher;
			}
			if (publisher)
				emitSignal(*publisher);
		},
		Qt::QueuedConnection);
}

PostQueue::Observer observerFor(const std::shared_ptr<Shared> &shared)
{
	return {
		.changed =
			[shared](QueueSnapshot snapshot, std::vector<std::filesystem::path> files) {
				{
					const std::scoped_lock guard(shared->mutex);
					shared->queue = snapshot;
					shared->filesInUse = std::move(files);
				}
				deliver(shared, [snapshot = std::move(snapshot)](Publisher &publisher) {
					emit publisher.queueChanged(snapshot);
				});
			},
		.posted =
			[shared](JobId job) {
				deliver(shared, [job](Publisher &publisher) { emit publisher.posted(job); });
			},
		.refused =
			[shared](const Error &error) {
				deliver(shared, [error](Publisher &publisher) { emit publisher.refused(error); });
			},
		.finished =
			[shared](const JobSnapshot &job) {
				deliver(shared, [job](Publisher &publisher) { emit publisher.finished(job); });
			},
		.historyFound =
			[shared](const std::vector<JobSnapshot> &found) {
				deliver(shared, [list = QList<JobSnapshot>(found.begin(), found.end())](
							Publisher &publisher) { emit publisher.historyFound(list); });
			},
	};
}

} // namespace

Publisher::Publisher(TikTok::Client &client, Account::TokenKeeper &keeper, const Clock &clock, Setup setup, Log log,
		     QObject *parent)
	: QObject(parent), d_(std::make_unique<Private>(Private{.loop = client.loop()}))
{
	d_->shared->publisher = this;
	d_->queue = std::make_shared<PostQueue>(client, keeper, clock, std::move(setup.folder), observerFor(d_->shared),
						std::move(log));
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
	{
		const std::scoped_lock guard(d_->shared->mutex);
		d_->shared->publisher = nullptr;
	}
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
	const std::scoped_lock guard(d_->shared->mutex);
	return d_->shared->queue;
}

std::optional<std::vector<std::filesystem::path>> Publisher::filesInUse() const
{
	const std::scoped_lock guard(d_->shared->mutex);
	return d_->shared->filesInUse;
}

} // namespace DirectPost::Publish
