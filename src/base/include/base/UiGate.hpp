#pragma once

#include <functional>
#include <memory>

class QObject;

namespace DirectPost {

struct UiGateQueue;

// Brings work from any thread to the thread of a receiver, in order, as long as the gate is open. Copies are the same
// gate.
class UiGate {
public:
	explicit UiGate(QObject *receiver); // on the receiver's thread

	void run(std::function<void()> work) const; // any thread
	void close() const;                         // by the receiver, before it goes; what still waits is dropped

private:
	std::shared_ptr<UiGateQueue> queue_;
};

} // namespace DirectPost
