#include "Vendor.hpp"

#include <obs-websocket-api.h>

#include <obs.hpp>

#include <QObject>

#include <cstring>
#include <list>
#include <mutex>

namespace DirectPost::Remote {

namespace {

constexpr auto kName = "direct-post";
constexpr size_t kLongestRequest_bytes = 256 * 1024;

nlohmann::json toJson(obs_data_t *data)
{
	const char *text = data ? obs_data_get_json(data) : nullptr;
	if (!text || std::strlen(text) > kLongestRequest_bytes)
		return nullptr;
	return nlohmann::json::parse(text, nullptr, false);
}

OBSDataAutoRelease toData(const nlohmann::json &json)
{
	const std::string text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
	return obs_data_create_from_json(text.c_str());
}

} // namespace

struct Vendor::Private {
	struct Listener {
		Private &vendor;
		const Request &request;
	};

	const Commands &commands;
	Log log;
	obs_websocket_vendor vendor = nullptr; // none: there is no obs-websocket
	std::list<Listener> listeners;         // obs-websocket holds their addresses
	QObject pending;                       // what was asked for and not done yet ends with it
	std::mutex stateLock;
	std::shared_ptr<const Compose::State> state = std::make_shared<Compose::State>();

	Private(const Commands &commands_, Log log_) : commands(commands_), log(std::move(log_)) {}

	std::shared_ptr<const Compose::State> lastState();
	void answer(const Request &request, obs_data_t *asked, obs_data_t *reply);

	static void onRequest(obs_data_t *asked, obs_data_t *reply, void *data);
};

Vendor::Vendor(const Commands &commands, Log log) : d_(std::make_unique<Private>(commands, std::move(log)))
{
	d_->vendor = obs_websocket_register_vendor(kName);
	if (!d_->vendor) {
		d_->log(LogLevel::Info, "no remote control: OBS has no obs-websocket");
		return;
	}
	for (const Request &request : requests()) {
		Private::Listener &listener = d_->listeners.emplace_back(*d_, request);
		if (!obs_websocket_vendor_register_request(d_->vendor, request.name, Private::onRequest, &listener))
			d_->log(LogLevel::Warning, std::string("obs-websocket refused the request ") + request.name);
	}
}

Vendor::~Vendor()
{
	for (const Private::Listener &listener : d_->listeners)
		obs_websocket_vendor_unregister_request(d_->vendor, listener.request.name);
}

void Vendor::tell(const Compose::State &state)
{
	if (!d_->vendor)
		return;
	const auto before = d_->lastState();
	const auto now = std::make_shared<const Compose::State>(state);
	{
		const std::lock_guard lock(d_->stateLock);
		d_->state = now;
	}
	for (const Event &event : changesBetween(*before, *now))
		obs_websocket_vendor_emit_event(d_->vendor, event.name.c_str(), toData(event.data));
}

std::shared_ptr<const Compose::State> Vendor::Private::lastState()
{
	const std::lock_guard lock(stateLock);
	return state;
}

// On one of obs-websocket's threads.
void Vendor::Private::onRequest(obs_data_t *asked, obs_data_t *reply, void *data)
{
	const auto &listener = *static_cast<Listener *>(data);
	try {
		listener.vendor.answer(listener.request, asked, reply);
	} catch (const std::exception &problem) {
		listener.vendor.log(LogLevel::Error, std::string("a request was not answered: ") + problem.what());
		obs_data_set_bool(reply, "ok", false);
		obs_data_set_string(reply, "error", "internal");
	}
}

void Vendor::Private::answer(const Request &request, obs_data_t *asked, obs_data_t *reply)
{
	const Answer answer = answerTo(request, *lastState(), toJson(asked));
	obs_data_apply(reply, toData(answer.data));
	if (answer.command)
		QMetaObject::invokeMethod(
			&pending, [this, command = answer.command] { command(commands); }, Qt::QueuedConnection);
}

} // namespace DirectPost::Remote
