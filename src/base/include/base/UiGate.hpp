#pragma once

#include <functional>
#include <memory>

class QObject;

namespace DirectPost {

struct UiGateQueue;

// Brings work from any thread to the thread of a receiver, in order, as long as the gate is open.
class UiGate {
public:
	explicit UiGate(QObject *receiver); // on the receiver's thread

	void run(std::function<void()> work); // any thread
	void close();                         // by the receiver, before it goes; what still waits is dropped

private:
	std::shared_ptr<UiGateQueue> queue_;
};

} // namespace DirectPost
