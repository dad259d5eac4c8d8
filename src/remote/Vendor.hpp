#pragma once

#include "Changes.hpp"
#include "Requests.hpp"

#include <base/Log.hpp>

#include <memory>

namespace DirectPost::Remote {

// obs-websocket's vendor "direct-post" (docs/remote-control.md). Requests are answered on obs-websocket's threads, from
// the state as it was last told; what they ask to be done goes to the composer's thread. Everything else: UI thread.
class Vendor {
public:
	Vendor(const Commands &commands, Log log);
	~Vendor(); // answers nothing any more

	void tell(const Compose::State &state); // and those who listen, what is new in it

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Remote
