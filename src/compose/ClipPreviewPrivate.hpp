#pragma once

#include <compose/ClipPreview.hpp>

#include <media/Lane.hpp>

#include <QTimer>

#include <chrono>
#include <mutex>
#include <optional>

namespace DirectPost::Compose {

// ClipPreview.cpp: what is asked for and answered. ClipPreview_Playing.cpp: one picture after the other.
struct ClipPreview::Private {
	using Preview = Media::Preview;
	using SteadyClock = std::chrono::steady_clock;

	// What is to be seen.
	struct View {
		Media::EditPlan plan;
		Media::Size sourceBox = {1, 1};
		Media::Size plannedBox = {1, 1};
	};
	struct Request {
		View view;
		int64_t time_ms = 0;
		Preview::Seek seek = Preview::Seek::Exact;
	};
	struct Playing {
		uint64_t number = 0;
		View view;
		int64_t from_ms = 0;
		SteadyClock::time_point began;
		int64_t end_ms = 0;
	};

	ClipPreview &self;
	const std::filesystem::path file;
	std::optional<Media::MediaFacts> facts; // UI thread
	View view;                              // UI thread
	QTimer rest;
	int64_t restAt_ms = 0;
	bool isPlaying = false; // UI thread
	std::stop_source stripWork;
	std::stop_source waveWork;
	int stripNumber = 0;

	std::mutex listening; // held while something is told; guards the following
	bool hasListener = true;

	std::mutex mutex; // guards the following
	std::optional<Request> requested;
	bool isWorkWaiting = false; // a piece of work will look for it
	std::optional<Preview::Seek> running;
	std::stop_source runningStop;
	uint64_t playNumber = 0; // of what plays; another one: it has ended
	std::optional<PreviewPicture> fresh;

	std::unique_ptr<Preview> pictures; // on its lane alone
	std::unique_ptr<Preview> strip;    // likewise
	// Last: when they are gone, nothing of the above is used any more.
	Media::Lane pictureLane;
	Media::Lane stripLane;

	Private(ClipPreview &owner, std::filesystem::path path) : self(owner), file(std::move(path)) {}

	template <class Say> void tell(Say say)
	{
		const std::scoped_lock lock(listening);
		if (hasListener)
			QMetaObject::invokeMethod(&self, std::move(say), Qt::QueuedConnection);
	}
	bool end(std::chrono::milliseconds within);
	void tellFailed(const Error &error);
	void tellShown(PreviewPicture picture);
	bool open(std::unique_ptr<Preview> &preview, const std::stop_token &stop);
	void ask(int64_t time_ms, Preview::Seek seek);
	void work(const std::stop_token &stop);
	std::optional<Request> takeRequest();
	void fulfil(const Request &wanted, const std::stop_token &stop);
	Expected<int64_t> showBoth(const Request &wanted, const std::stop_token &stop);
	void beginPlaying(Playing playing, const std::stop_token &stop);
	void playOn(Playing playing, const std::stop_token &stop);
	void showPlayed(const Playing &playing, const Preview::Shown &shown);
	bool isCurrent(const Playing &playing);
	void endPlaying(const Playing &playing);
	void makeStrip(int number, int64_t from_ms, int64_t to_ms, int count, Media::Size box,
		       const std::stop_token &stop);
};

} // namespace DirectPost::Compose
