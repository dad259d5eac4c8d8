#include "Recorder.hpp"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <ranges>

namespace DirectPost::StandIn {
namespace {

constexpr size_t kMostRequests = 50'000;
constexpr size_t kLongestBody_bytes = 64 * 1024;
constexpr std::string_view kRedacted = "[redacted]";
constexpr std::array<std::string_view, 9> kSecretNames = {"client_secret", "access_token", "refresh_token",
							  "token",         "code",         "code_verifier",
							  "upload_token",  "upload_url",   "state"};

bool isSecret(std::string_view name)
{
	return std::ranges::contains(kSecretNames, name);
}

bool isSecretHeader(std::string name)
{
	std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
	return name == "authorization" || name == "cookie" || name == "proxy-authorization";
}

void redact(nlohmann::json &value)
{
	if (value.is_object()) {
		for (auto &[name, member] : value.items()) {
			if (isSecret(name))
				member = kRedacted;
			else
				redact(member);
		}
	} else if (value.is_array()) {
		std::ranges::for_each(value, redact);
	}
}

// Of a form only the names: a value may hold anything, and TikTok's forms carry secrets.
std::string namesOf(std::string_view form)
{
	std::string names;
	for (const auto part : std::views::split(form, '&')) {
		const std::string_view field(part.begin(), part.end());
		names += (names.empty() ? "" : ", ") + std::string(field.substr(0, field.find('=')));
	}
	return names;
}

std::string redactedBody(const httplib::Request &request)
{
	if (request.body.empty() || request.body.size() > kLongestBody_bytes)
		return {};
	if (request.get_header_value("Content-Type").starts_with("application/x-www-form-urlencoded"))
		return namesOf(request.body);
	auto body = nlohmann::json::parse(request.body, nullptr, false);
	if (body.is_discarded())
		return "(not JSON)";
	redact(body);
	return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

std::string redactedTarget(std::string_view target)
{
	const size_t question = target.find('?');
	if (question == std::string_view::npos)
		return std::string(target);
	std::string redacted(target.substr(0, question));
	char separator = '?';
	for (const auto part : std::views::split(target.substr(question + 1), '&')) {
		const std::string_view field(part.begin(), part.end());
		const std::string_view name = field.substr(0, field.find('='));
		redacted += separator;
		redacted += isSecret(name) ? std::string(name) + '=' + std::string(kRedacted) : std::string(field);
		separator = '&';
	}
	return redacted;
}

SandboxRequest Recorder::describe(const httplib::Request &request, std::string_view endpoint, int connection)
{
	SandboxRequest described;
	described.connection = connection;
	described.endpoint = endpoint;
	described.method = request.method;
	described.path = redactedTarget(request.target);
	for (const auto &[name, value] : request.headers) {
		if (name != "REMOTE_ADDR" && name != "REMOTE_PORT" && name != "LOCAL_ADDR" && name != "LOCAL_PORT")
			described.headers.emplace_back(name, isSecretHeader(name) ? std::string(kRedacted) : value);
	}
	described.body = redactedBody(request);
	described.requestBody_bytes = static_cast<int64_t>(request.body.size());
	return described;
}

int Recorder::nextNumber()
{
	const std::scoped_lock lock(mutex_);
	return ++lastNumber_;
}

void Recorder::add(SandboxRequest request)
{
	const std::scoped_lock lock(mutex_);
	requests_.push_back(std::move(request));
	if (requests_.size() > kMostRequests)
		requests_.pop_front();
}

void Recorder::violation(SandboxViolation violation)
{
	const std::scoped_lock lock(mutex_);
	violations_.push_back(std::move(violation));
}

std::vector<SandboxRequest> Recorder::requests() const
{
	const std::scoped_lock lock(mutex_);
	std::vector<SandboxRequest> sorted(requests_.begin(), requests_.end());
	std::ranges::sort(sorted, {}, &SandboxRequest::number);
	return sorted;
}

std::vector<SandboxViolation> Recorder::violations() const
{
	const std::scoped_lock lock(mutex_);
	return violations_;
}

void Recorder::clear()
{
	const std::scoped_lock lock(mutex_);
	requests_.clear();
	violations_.clear();
}

} // namespace DirectPost::StandIn
