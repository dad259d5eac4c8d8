#pragma once

#include "sandbox/Sandbox.hpp"

#include <deque>
#include <mutex>

namespace httplib {
struct Request;
struct Response;
} // namespace httplib

namespace DirectPost::StandIn {

// Remembers requests and broken rules, without the secrets in them. From any thread.
class Recorder {
public:
	// What is known when a request begins; it gets its number when it is added.
	static SandboxRequest describe(const httplib::Request &request, std::string_view endpoint, int connection);

	int nextNumber();
	void add(SandboxRequest request);
	void violation(SandboxViolation violation);

	std::vector<SandboxRequest> requests() const; // by number
	std::vector<SandboxViolation> violations() const;
	void clear();

private:
	mutable std::mutex mutex_;
	int lastNumber_ = 0;
	std::deque<SandboxRequest> requests_;
	std::vector<SandboxViolation> violations_;
};

// A request target or form with the values of secret parameters replaced.
std::string redactedTarget(std::string_view target);

} // namespace DirectPost::StandIn
