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
	if (armed_ && !hasStruck_) // the client was gone before its byte
		call_.world.faults.giveBack(armed_->id);
	if (isComplete && !isDiscarding_ && !call_.connection.hasEnded() && received_bytes_ == length_bytes)
		return true;
	session_.forget();
	call_.connection.drop();
	return false;
}

bool ChunkBody::keep()
{
	if (session_.keep())
		return true;
	call_.connection.drop();
	return false;
}

void ChunkBody::forget()
{
	session_.forget();
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
	if (link_)
		link_->passed(static_cast<int64_t>(bytes.size()));
	return isDiscarding_ || session_.append(bytes);
}

bool ChunkBody::strike()
{
	const SandboxFault &fault = armed_->fault;
	hasStruck_ = true;
	call_.world.faults.hit(armed_->id);
	call_.record.fault = fault.name;
	if (fault.name == "reset_during_body" || fault.name == "reset_after_body") {
		call_.connection.reset();
		return false;
	}
	if (fault.name == "slow_link")
		link_.emplace(call_, *armed_);
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

} // namespace DirectPost::StandIn
