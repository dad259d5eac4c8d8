#include "sandbox/Sandbox.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <csignal>
#include <iostream>
#include <span>
#include <thread>

namespace {

using namespace DirectPost;

constexpr std::string_view kUsage =
	"Usage: tiktok-sandbox [--port N] [--upload-port N] [--state DIR] [--client-key K] [--client-secret S] "
	"[--tls]\n"
	"                      [--unaudited] [--private] [--consent-at-once] [--no-rate-limits] [--no-keep]\n"
	"                      [--processing SECONDS] [--moderation SECONDS] [--verified-prefix URL]\n"
	"                      [--fetch-loopback CA_FILE] [--print-config]\n"
	"A stand-in for TikTok on 127.0.0.1. Prints one line of JSON when it is ready; ends on SIGINT or SIGTERM.\n";

volatile std::sig_atomic_t wantsToEnd = 0;

struct Arguments {
	SandboxOptions options;
	bool isPrivate = false;
	bool printsConfig = false;
	bool wantsHelp = false;
};

bool readNumber(std::string_view text, double &number)
{
	return std::from_chars(text.data(), text.data() + text.size(), number).ptr == text.data() + text.size() &&
	       number >= 0;
}

std::chrono::milliseconds fromSeconds(double seconds)
{
	return std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
}

bool readSwitch(std::string_view name, Arguments &arguments)
{
	SandboxOptions &options = arguments.options;
	if (name == "--tls")
		options.tls = true;
	else if (name == "--unaudited")
		options.audited = false;
	else if (name == "--private")
		arguments.isPrivate = true;
	else if (name == "--consent-at-once")
		options.consentAtOnce = true;
	else if (name == "--no-rate-limits")
		options.enforceRateLimits = false;
	else if (name == "--no-keep")
		options.keepReceivedFiles = false;
	else if (name == "--print-config")
		arguments.printsConfig = true;
	else if (name == "--help")
		arguments.wantsHelp = true;
	else
		return false;
	return true;
}

bool readText(std::string_view name, std::string_view value, SandboxOptions &options)
{
	if (name == "--state")
		options.stateFolder = value;
	else if (name == "--client-key")
		options.clientKey = value;
	else if (name == "--client-secret")
		options.clientSecret = value;
	else if (name == "--verified-prefix")
		options.verifiedUrlPrefixes.emplace_back(value);
	else if (name == "--fetch-loopback")
		options.loopbackCaFile = value;
	else
		return false;
	return true;
}

bool readQuantity(std::string_view name, double number, SandboxOptions &options)
{
	if (name == "--port" && number <= 65535)
		options.port = static_cast<int>(number);
	else if (name == "--upload-port" && number <= 65535)
		options.uploadPort = static_cast<int>(number);
	else if (name == "--processing")
		options.processing = fromSeconds(number);
	else if (name == "--moderation")
		options.moderation = fromSeconds(number);
	else
		return false;
	return true;
}

bool readValue(std::string_view name, std::string_view value, SandboxOptions &options)
{
	double number = 0;
	return readText(name, value, options) || (readNumber(value, number) && readQuantity(name, number, options));
}

bool readArguments(std::span<char *> given, Arguments &arguments)
{
	for (size_t i = 0; i < given.size(); ++i) {
		if (readSwitch(given[i], arguments))
			continue;
		if (i + 1 == given.size() || !readValue(given[i], given[i + 1], arguments.options))
			return false;
		++i;
	}
	return true;
}

nlohmann::json readyLine(const Sandbox &sandbox, bool withConfig)
{
	nlohmann::json line{{"base_url", sandbox.baseUrl()},
			    {"upload_url", sandbox.uploadUrl()},
			    {"state", sandbox.stateFolder().string()},
			    {"client_key", sandbox.options().clientKey}};
	if (!sandbox.caFile().empty())
		line["ca_file"] = sandbox.caFile().string();
	if (!withConfig)
		return line;
	line["environment"] = {{"TIKTOK_BASE_URL", sandbox.baseUrl()},
			       {"TIKTOK_CLIENT_KEY", sandbox.options().clientKey},
			       {"TIKTOK_CLIENT_SECRET", sandbox.options().clientSecret}};
	if (!sandbox.caFile().empty())
		line["environment"]["TIKTOK_CA_FILE"] = sandbox.caFile().string();
	return line;
}

} // namespace

int main(int count, char **given)
{
	Arguments arguments;
	if (!readArguments(std::span(given, static_cast<size_t>(count)).subspan(1), arguments) || arguments.wantsHelp) {
		(arguments.wantsHelp ? std::cout : std::cerr) << kUsage;
		return arguments.wantsHelp ? 0 : 2;
	}
	Sandbox sandbox(arguments.options);
	sandbox.changeCreator(sandbox.options().creators.front().openId,
			      [&](SandboxCreator &creator) { creator.isPrivate = arguments.isPrivate; });
	if (const auto started = sandbox.start(); !started) {
		std::cerr << "tiktok-sandbox: " << started.error() << '\n';
		return 1;
	}
	std::signal(SIGINT, [](int) { wantsToEnd = 1; });
	std::signal(SIGTERM, [](int) { wantsToEnd = 1; });
	std::cout << readyLine(sandbox, arguments.printsConfig).dump() << std::endl;
	while (!wantsToEnd)
		std::this_thread::sleep_for(std::chrono::milliseconds(100));
	return 0;
}
