#pragma once

#include "sandbox/Sandbox.hpp"

#include <mutex>

namespace DirectPost::StandIn {

// When a fault strikes in the life of a request or post.
enum class FaultPhase {
	Before = 1, // nothing was processed yet
	Body,       // while the body of a PUT comes in
	After,      // everything was processed and stored; the reply suffers
	Verdict,    // when all bytes of a post are there
	Status,     // in the content of a status reply
};

struct ArmedFault {
	int id = 0;
	SandboxFault fault;
};

// The faults that tests asked for. From any thread.
class FaultPlan {
public:
	std::expected<int, std::string> inject(SandboxFault fault);
	// Counts the request for every fault that fits it; the first whose turn it is strikes. The caller reports hit()
	// when it really did. With a name, only faults of that name are asked.
	std::optional<ArmedFault> take(FaultPhase phase, std::string_view endpoint, std::optional<int> chunk = {},
				       std::string_view name = {});
	void hit(int id);
	// It was taken and could not strike: its turn is yet to come.
	void giveBack(int id);
	int hits(int id) const;
	bool isPlanned(int id) const; // false once it was cleared
	void clear();

	struct State {
		int id = 0;
		int hits = 0;
		SandboxFault fault;
	};
	std::vector<State> list() const;

private:
	struct Planned {
		int id = 0;
		FaultPhase phase = FaultPhase::Before;
		SandboxFault fault;
		int seen = 0;
		int struck = 0;
		int hits = 0;
	};
	mutable std::mutex mutex_;
	std::vector<Planned> planned_;
	int lastId_ = 0;
};

} // namespace DirectPost::StandIn
