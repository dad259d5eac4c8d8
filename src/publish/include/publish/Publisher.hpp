#pragma once

#include "Post.hpp"

#include <account/TokenKeeper.hpp>
#include <account/Vault.hpp>
#include <tiktok/TokenBucket.hpp>

#include <base/Clock.hpp>
#include <base/Log.hpp>
#include <base/StreamHealth.hpp>

#include <QList>
#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace DirectPost::Publish {

// The queue of posts. Commands come from the UI thread and return at once with a number; the work runs on the publisher
// thread, and each command is answered exactly once by posted(), done() or refused() with that number, a search by
// historyFound() or historyFailed(): also before start() (store_not_open), and when something unexpected ends it
// (publish_internal). Answers come in the order of the
// commands, snapshots as a queued signal at most ten a second. After stop() no command does anything, and none is
// answered.
class Publisher : public QObject {
	Q_OBJECT

public:
	struct Setup {
		std::filesystem::path folder; // posts.sqlite and its lock file
		std::shared_ptr<TikTok::TokenBucket> pace = std::make_shared<TikTok::TokenBucket>(); // the loop's own
	};
	Publisher(TikTok::Client &client, Account::TokenKeeper &keeper, const Clock &clock, Setup setup, Log log,
		  QObject *parent = nullptr);
	~Publisher() override; // same as stop()

	// Opens the store and goes on with what was left. `vault` seals upload URLs.
	void start(std::shared_ptr<const Account::Vault> vault);
	// State is on disk already; returns within a second. Commands given before, and whatever else the client's loop
	// was given before, run to their end first; no signal comes any more.
	void stop();

	RequestId post(PostRequest request);
	RequestId cancel(JobId job);
	RequestId
	pause(JobId job); // before its last bytes are on their way; a chunk that is being sent is sent anew later
	RequestId resume(JobId job);
	RequestId moveEarlier(JobId job); // in the queue, past its neighbour
	RequestId moveLater(JobId job);
	RequestId postNow(JobId job); // one that waits for a moment, or for the end of the stream, or has missed it
	RequestId retry(JobId job);   // only where that cannot post twice
	RequestId remove(JobId job);  // from the list, once it is over; what was posted stays in the history
	RequestId clearFinished();    // removes all that are over; done() also where there are none
	void accountChanged();        // a waiting job may go on

	// A clip is ready to be posted: what is sent of this file later is what it is now, byte for byte. Of what was
	// not foreseen, it is what the file is when it is posted.
	void foresee(std::filesystem::path file, FileIdentity identity);
	void setPace(const PaceSettings &settings);
	void
	noteShow(const StreamHealth &show); // several times a second while OBS is live, and once when it no longer is

	// What was posted, or may have been, with these words in its caption, file name or account; all without words.
	// Answered once, with this number: the newest come with historyFound(), `most` of them; historyFailed() says
	// why they do not.
	RequestId searchHistory(const QString &words, int most = kMostFound);

	QueueSnapshot queue() const; // the last snapshot; any thread
	// Upload files that jobs may still send, also failed ones; any thread. Empty optional until the store has been
	// read: nothing may be reaped before.
	std::optional<std::vector<std::filesystem::path>> filesInUse() const;

signals:
	void queueChanged(const DirectPost::Publish::QueueSnapshot &queue);
	void posted(quint64 request, qint64 job); // post(): the job is in the store
	void done(quint64 request);               // any other command
	// Nothing was done: store_*, for a post posted_already, queued_already, drafted_already, posted_perhaps,
	// too_many_drafts, privacy_not_chosen; for other commands too_late.
	void refused(quint64 request, const DirectPost::Error &error);
	void historyFound(quint64 request, const QList<DirectPost::Publish::JobSnapshot> &found); // newest first
	void historyFailed(quint64 request, const DirectPost::Error &error); // store_*, publish_internal

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Publish
