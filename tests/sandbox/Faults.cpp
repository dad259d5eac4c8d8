#include "Faults.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

enum class Where {
	Anywhere = 1,
	Api,    // replies with TikTok's envelope
	Upload, // the PUT
	Init,
	Status,
};

struct FaultKind {
	std::string_view name;
	FaultPhase phase;
	Where where;
};

constexpr std::array kKinds = {
	// The connection
	FaultKind{"reset_before_body", FaultPhase::Before, Where::Anywhere},
	FaultKind{"reset_during_body", FaultPhase::Body, Where::Upload},
	FaultKind{"reset_after_body", FaultPhase::Body, Where::Upload},
	FaultKind{"stall", FaultPhase::Body, Where::Upload},
	FaultKind{"slow_link", FaultPhase::Body, Where::Upload},
	FaultKind{"half_close", FaultPhase::Body, Where::Upload},
	FaultKind{"no_reply", FaultPhase::Before, Where::Anywhere},
	FaultKind{"reply_lost", FaultPhase::After, Where::Anywhere},
	FaultKind{"slow_reply", FaultPhase::After, Where::Anywhere},
	// The shape of the reply
	FaultKind{"garbage_reply", FaultPhase::After, Where::Anywhere},
	FaultKind{"html_reply", FaultPhase::After, Where::Anywhere},
	FaultKind{"empty_reply", FaultPhase::After, Where::Anywhere},
	FaultKind{"truncated_reply", FaultPhase::After, Where::Anywhere},
	FaultKind{"huge_reply", FaultPhase::After, Where::Anywhere},
	FaultKind{"huge_header", FaultPhase::After, Where::Anywhere},
	FaultKind{"http_error_before", FaultPhase::Before, Where::Anywhere},
	FaultKind{"http_error_after", FaultPhase::After, Where::Anywhere},
	// What TikTok says
	FaultKind{"rate_limited", FaultPhase::Before, Where::Anywhere},
	FaultKind{"error_code", FaultPhase::Before, Where::Anywhere},
	FaultKind{"token_dies", FaultPhase::Before, Where::Api},
	FaultKind{"chunk_size_refused", FaultPhase::Before, Where::Init},
	FaultKind{"chunk_count_refused", FaultPhase::Before, Where::Init},
	FaultKind{"upload_url_expired", FaultPhase::Before, Where::Upload},
	FaultKind{"upload_not_found", FaultPhase::Before, Where::Upload},
	FaultKind{"416_with_proof", FaultPhase::After, Where::Upload},
	FaultKind{"416_without_proof", FaultPhase::Before, Where::Upload},
	FaultKind{"created_for_every_chunk", FaultPhase::After, Where::Upload},
	FaultKind{"progress_missing", FaultPhase::After, Where::Upload},
	// What becomes of the post
	FaultKind{"fail_reason", FaultPhase::Verdict, Where::Upload},
	FaultKind{"slow_processing", FaultPhase::Verdict, Where::Upload},
	FaultKind{"slow_moderation", FaultPhase::Verdict, Where::Upload},
	FaultKind{"status_id_missing", FaultPhase::Status, Where::Status},
	FaultKind{"status_id_empty", FaultPhase::Status, Where::Status},
	FaultKind{"status_id_spelled_right", FaultPhase::Status, Where::Status},
	FaultKind{"status_unknown", FaultPhase::Status, Where::Status},
	FaultKind{"status_progress_missing", FaultPhase::Status, Where::Status},
};

constexpr std::array<std::string_view, 13> kEndpoints = {
	"authorize",  "consent",      "token",  "revoke", "user_info", "creator_info", "video_init",
	"inbox_init", "content_init", "status", "cancel", "upload",    "avatar"};

const FaultKind *kindOf(std::string_view name)
{
	const auto found = std::ranges::find(kKinds, name, &FaultKind::name);
	return found == kKinds.end() ? nullptr : &*found;
}

bool isInit(std::string_view endpoint)
{
	return endpoint == "video_init" || endpoint == "inbox_init";
}

bool fits(const FaultKind &kind, std::string_view wanted, std::string_view endpoint)
{
	if (!wanted.empty())
		return wanted == endpoint;
	switch (kind.where) {
	case Where::Anywhere:
		return true;
	case Where::Api:
		return endpoint != "upload" && endpoint != "token" && endpoint != "revoke" && endpoint != "authorize" &&
		       endpoint != "consent" && endpoint != "avatar";
	case Where::Upload:
		return endpoint == "upload";
	case Where::Init:
		return isInit(endpoint);
	case Where::Status:
		return endpoint == "status";
	}
	return false;
}

} // namespace

std::expected<int, std::string> FaultPlan::inject(SandboxFault fault)
{
	const FaultKind *kind = kindOf(fault.name);
	if (!kind)
		return std::unexpected("there is no fault named " + fault.name);
	if (!fault.endpoint.empty() && !std::ranges::contains(kEndpoints, fault.endpoint))
		return std::unexpected("there is no endpoint named " + fault.endpoint);
	if (!fault.endpoint.empty() && kind->where != Where::Anywhere && !fits(*kind, {}, fault.endpoint))
		return std::unexpected(fault.name + " cannot strike at " + fault.endpoint);
	if ((fault.name == "error_code" || fault.name == "fail_reason") && fault.code.empty())
		return std::unexpected(fault.name + " needs a code");
	if (fault.fromRequest < 1 || fault.times < 0 || fault.atByte < 0 || fault.delay_s < 0 || fault.size_bytes < 0)
		return std::unexpected(
			"fromRequest starts at 1; times, atByte, delay_s and size_bytes cannot be negative");
	const std::scoped_lock lock(mutex_);
	planned_.push_back({++lastId_, kind->phase, std::move(fault)});
	return lastId_;
}

std::optional<ArmedFault> FaultPlan::take(FaultPhase phase, std::string_view endpoint, std::optional<int> chunk,
					  std::string_view name)
{
	const std::scoped_lock lock(mutex_);
	std::optional<ArmedFault> armed;
	for (Planned &planned : planned_) {
		const SandboxFault &fault = planned.fault;
		if (planned.phase != phase || !fits(*kindOf(fault.name), fault.endpoint, endpoint))
			continue;
		if ((fault.chunk && fault.chunk != chunk) || (!name.empty() && fault.name != name))
			continue;
		++planned.seen;
		const bool isItsTurn =
			planned.seen >= fault.fromRequest && (fault.times == 0 || planned.struck < fault.times);
		if (armed || !isItsTurn)
			continue;
		++planned.struck;
		armed = ArmedFault{planned.id, fault};
	}
	return armed;
}

void FaultPlan::hit(int id)
{
	const std::scoped_lock lock(mutex_);
	if (const auto found = std::ranges::find(planned_, id, &Planned::id); found != planned_.end())
		++found->hits;
}

void FaultPlan::giveBack(int id)
{
	const std::scoped_lock lock(mutex_);
	if (const auto found = std::ranges::find(planned_, id, &Planned::id); found != planned_.end())
		--found->struck;
}

int FaultPlan::hits(int id) const
{
	const std::scoped_lock lock(mutex_);
	const auto found = std::ranges::find(planned_, id, &Planned::id);
	return found == planned_.end() ? 0 : found->hits;
}

bool FaultPlan::isPlanned(int id) const
{
	const std::scoped_lock lock(mutex_);
	return std::ranges::contains(planned_, id, &Planned::id);
}

void FaultPlan::clear()
{
	const std::scoped_lock lock(mutex_);
	planned_.clear();
}

std::vector<FaultPlan::State> FaultPlan::list() const
{
	const std::scoped_lock lock(mutex_);
	std::vector<State> states;
	for (const Planned &planned : planned_)
		states.push_back({planned.id, planned.hits, planned.fault});
	return states;
}

} // namespace DirectPost::StandIn
