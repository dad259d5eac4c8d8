#include "ChunkBody.hpp"

#include "UploadSession.hpp"

namespace DirectPost::StandIn {
namespace {

using namespace std::chrono_literals;

constexpr auto kLongestStall = 10min;

} // namespace

ChunkBody::ChunkBody(Call &call, UploadSession &session, int64_t first)
	: call_(call),
	  session_(session),
	  first_(first),
	  armed_(call.world.faults.take(FaultPhase::Body, "upload", call.chunk))
{
}

bool ChunkBody::receive(const httplib::ContentReader &reader, int64_t length_bytes)
{
	session_.begin(first_);
	const bool isComplete = reader([this](const char *data, size_t size) { return append({data, size}); });
	if (isComplete && armed_ && armed_->fault.name == "reset_after_body")
		strike();
	if (isComplete && !isDiscarding_ && !call_.connection.hasEnded() && received_bytes_ == length_bytes &&
	    session_.keep())
		return true;
	session_.forget();
	call_.connection.drop();
	return false;
}

bool ChunkBody::append(std::string_view bytes)
{
	if (armed_ && !hasStruck_ && received_bytes_ + static_cast<int64_t>(bytes.size()) > armed_->fault.atByte &&
	    armed_->fault.name != "reset_after_body") {
		const auto before = static_cast<size_t>(armed_->fault.atByte - received_bytes_);
		session_.append(bytes.substr(0, before));
		received_bytes_ += static_cast<int64_t>(before);
		bytes.remove_prefix(before);
		if (!strike())
			return false;
	}
	received_bytes_ += static_cast<int64_t>(bytes.size());
	if (armed_ && hasStruck_ && armed_->fault.name == "slow_link" && call_.world.faults.isPlanned(armed_->id))
		waitUntilDue();
	return isDiscarding_ || session_.append(bytes);
}

bool ChunkBody::strike()
{
	const SandboxFault &fault = armed_->fault;
	hasStruck_ = true;
	struckAt_ = std::chrono::steady_clock::now();
	call_.world.faults.hit(armed_->id);
	call_.record.fault = fault.name;
	if (fault.name == "reset_during_body" || fault.name == "reset_after_body") {
		call_.connection.reset();
		return false;
	}
	if (fault.name == "half_close") {
		call_.connection.halfClose();
		isDiscarding_ = true;
		return true;
	}
	if (fault.name == "stall") {
		const auto time = fromSeconds(fault.delay_s);
		const bool isEndless = time == 0ms;
		return call_.connection.wait(isEndless ? kLongestStall : time) && !isEndless;
	}
	return true;
}

// By when the bytes since the strike are due, not by a pause per read: a read of a few KiB rounds to no pause at all.
void ChunkBody::waitUntilDue()
{
	const auto rate = static_cast<double>(armed_->fault.size_bytes > 0 ? armed_->fault.size_bytes : 5 * 1024);
	const auto slow_bytes = static_cast<double>(received_bytes_ - armed_->fault.atByte);
	const auto elapsed =
		std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - struckAt_);
	if (const auto early = fromSeconds(slow_bytes / rate) - elapsed; early > 0ms)
		call_.connection.wait(early);
}

} // namespace DirectPost::StandIn
