#pragma once

#include <base/StreamHealth.hpp>

#include <atomic>
#include <stop_token>

namespace DirectPost::Media {

// The show that OBS gives while media work goes on. Any thread may ask.
class Show {
public:
	virtual ~Show() = default;
	virtual bool isLive() const = 0;
	virtual bool isSuffering() const = 0; // OBS draws or encodes its pictures too late: heavy work waits
};

// Between pieces of heavy work, several times a second: waits on this thread while the show suffers, but not for ever,
// for a show that suffers all the time does not suffer from us. nullptr: there is none.
void giveWayTo(const Show *show, const std::stop_token &stop);

// Told by whoever watches OBS.
class WatchedShow : public Show {
public:
	void note(const StreamHealth &health);

	bool isLive() const override { return isLive_; }
	bool isSuffering() const override { return isSuffering_; }

private:
	std::atomic<bool> isLive_ = false;
	std::atomic<bool> isSuffering_ = false;
};

} // namespace DirectPost::Media
