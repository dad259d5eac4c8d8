#pragma once

#include "Gateway.hpp"
#include "SlowLink.hpp"

namespace DirectPost::StandIn {

class UploadSession;

// The body of one PUT on its way to the file, and the faults that strike in its middle.
class ChunkBody {
public:
	ChunkBody(Call &call, UploadSession &session, int64_t first);

	// True: all of it came, to be kept or forgotten. False: nothing was kept.
	bool receive(const httplib::ContentReader &reader, int64_t length_bytes);
	bool keep(); // it belongs to the file now; false: the disk refused
	void forget();

	int64_t received_bytes() const { return received_bytes_; }
	bool keepsPartial() const { return armed_ && armed_->fault.keepsBytes && hasStruck_; }

private:
	bool append(std::string_view bytes);
	bool strike(); // false: stop reading

	Call &call_;
	UploadSession &session_;
	int64_t first_;
	std::optional<ArmedFault> armed_;
	bool hasStruck_ = false;
	std::optional<SlowLink> link_;
	bool isDiscarding_ = false;
	int64_t received_bytes_ = 0;
};

} // namespace DirectPost::StandIn
