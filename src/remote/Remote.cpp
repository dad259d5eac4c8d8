#include <remote/Remote.hpp>

#include "Commands.hpp"
#include "Hotkeys.hpp"
#include "News.hpp"
#include "Vendor.hpp"

namespace DirectPost::Remote {

namespace {

constexpr int64_t kLast_ms = 30'000;

} // namespace

struct Remote::Private {
	Parts parts;
	Commands commands{parts};
	std::unique_ptr<Hotkeys> hotkeys = {};
	std::unique_ptr<Vendor> vendor = {};
	News news = {};
	QMetaObject::Connection changes = {};

	void addHotkeys();
	void tell();
};

Remote::Remote(Parts parts) : d_(std::make_unique<Private>(Private{.parts = std::move(parts)})) {}

Remote::~Remote()
{
	stop();
}

void Remote::start()
{
	d_->addHotkeys();
	d_->vendor = std::make_unique<Vendor>(d_->commands, d_->parts.log);
	d_->tell();
	d_->changes = connect(&d_->parts.composer, &Compose::Composer::changed, this, [this] { d_->tell(); });
}

void Remote::loadHotkeys()
{
	if (d_->hotkeys)
		d_->hotkeys->load();
}

void Remote::stop()
{
	disconnect(d_->changes);
	d_->vendor.reset();
	d_->hotkeys.reset();
}

void Remote::Private::tell()
{
	const Compose::State &state = parts.composer.state();
	vendor->tell(state);
	for (const Notification &each : news.in(state)) {
		if (state.settings.notifies && !parts.isDockSeen())
			parts.tell(each);
	}
}

void Remote::Private::addHotkeys()
{
	hotkeys = std::make_unique<Hotkeys>(nullptr);
	const auto add = [this](const char *name, const char *key, std::function<void()> act) {
		hotkeys->add(name, parts.text(key), std::move(act));
	};
	add("direct_post_mark", "Hotkey.Mark", [this] { commands.mark(); });
	add("direct_post_clip_last", "Hotkey.ClipLast", [this] { commands.clipLast(kLast_ms); });
	add("direct_post_post_last_clip", "Hotkey.PostLastClip", [this] { commands.postLastClip(); });
	add("direct_post_cancel_countdown", "Hotkey.CancelCountdown", [this] { commands.cancelCountdown(); });
	add("direct_post_arm", "Hotkey.Arm", [this] { parts.composer.armAgain(); });
	add("direct_post_disarm", "Hotkey.Disarm", [this] { parts.composer.disarm(); });
	hotkeys->load();
}

} // namespace DirectPost::Remote
