#pragma once

#include <remote/Remote.hpp>

namespace DirectPost::Remote {

// What hotkeys and requests do alike. UI thread.
class Commands {
public:
	explicit Commands(Remote::Parts parts) : parts_(std::move(parts)) {}

	Compose::Composer &composer() const { return parts_.composer; }
	void mark() const;
	void clipLast(int64_t last_ms) const; // of the replay buffer
	void postLastClip() const;
	void cancelCountdown() const;

private:
	Remote::Parts parts_;
};

} // namespace DirectPost::Remote
