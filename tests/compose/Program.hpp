#pragma once

#include "FakeServices.hpp"
#include "Samples.hpp"

#include <compose/Composer.hpp>

#include <deque>

namespace DirectPost::Compose {

// A composer with all that it stands on, and the ways in which OBS begins and ends.
class Program {
public:
	explicit Program(std::chrono::milliseconds second = std::chrono::hours(1));
	~Program();

	void start();     // at first, and after close() or kill()
	void close();     // as OBS's exit does
	void kill();      // what waits for the disk's thread, or for a pause in typing, is lost
	void writeLast(); // of what waits for the disk, only the last: with flush() before it, the list of clips
	void restart()
	{
		close();
		start();
	}

	Composer &composer() { return *composer_; }
	FakeServices &services() { return *services_; }
	const State &state() { return composer_->state(); }
	const ClipAtHand &clip(ClipId id); // at hand; else the test fails
	ClipId counting() { return state().autoPublish.countdown ? state().autoPublish.countdown->clip : kNoClip; }
	bool isAtHand(ClipId id) { return state().clip(id) != nullptr; }
	std::vector<ClipId> clipIds();
	void turn();                                         // of the event loop
	bool turnUntil(const std::function<bool()> &isDone); // false: ten seconds were not enough

	std::vector<Media::SceneShown> scenes; // of what OBS records from now on

	// Clips on their way. The file's name also stands for its contents where none are given.
	ClipId arrive(const std::string &name, Media::Origin origin = Media::Origin::Recording);
	void becomeKnown(ClipId id, const std::string &contents = "");
	void becomePrepared(ClipId id);
	void becomeReady(ClipId id);
	ClipId ready(const std::string &name, Media::Origin origin = Media::Origin::Recording);
	ClipId readyByHand(const std::string &name) { return ready(name, Media::Origin::ChosenByHand); }
	void fail(ClipId id, const Error &error = errorOf(ErrorKind::ClipFile, "file_missing"));
	uint64_t sourceOf(ClipId id); // its number in the media room
	Media::Source knownSource(ClipId id, const std::string &contents = "");

	// The account.
	void connect(const char *openId = kNia) { composer_->accountChanged(connectedAs(openId)); }
	void answerCreator(const TikTok::CreatorInfo &info = creator()) { composer_->creatorInfoArrived(info); }
	void connectAndAsk(const char *openId = kNia);

	// The publisher.
	const FakeServices::Post &lastPost();
	const Publish::VideoRequest &lastVideo();
	const Publish::PhotoRequest &lastPhotos();
	void acceptLastPost() { composer_->posted(lastPost().request); }
	void refuseLastPost(const Error &error) { composer_->refused(lastPost().request, error); }
	void showJobs(std::vector<Publish::JobSnapshot> jobs);

	// Auto-publish for recordings of the connected account.
	void arm(bool forReplays = false, const PresetEdit &edit = {});

	TestClock clock;
	bool isDiskStuck = false; // what is to be stored waits, as behind a slow disk
	int changes = 0;          // `changed` since the start
	int attentions = 0;
	int photoForms = 0;
	Folder folder;

private:
	void onDisk(std::function<void()> work);

	std::chrono::milliseconds second_;
	std::deque<std::function<void()>> waiting_; // for the disk
	std::unique_ptr<FakeServices> services_;
	std::unique_ptr<Composer> composer_;
};

} // namespace DirectPost::Compose
