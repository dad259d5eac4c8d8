#include <remote/Remote.hpp>

#include "Hotkeys.hpp"
#include "Vendor.hpp"

#include <algorithm>

namespace DirectPost::Remote {

struct Remote::Private {
	Compose::Composer &composer;
	std::function<QString(const char *key)> text;
	Log log;
	std::unique_ptr<Hotkeys> hotkeys = {};
	std::unique_ptr<Vendor> vendor = {};
	QMetaObject::Connection changes = {};

	void addHotkeys();
	void postLastClip();
};

Remote::Remote(Compose::Composer &composer, std::function<QString(const char *key)> text, Log log)
	: d_(std::make_unique<Private>(
		  Private{.composer = composer, .text = std::move(text), .log = std::move(log)}))
{
}

Remote::~Remote()
{
	stop();
}

void Remote::start()
{
	d_->addHotkeys();
	d_->vendor = std::make_unique<Vendor>(d_->composer, d_->log);
	d_->vendor->tell(d_->composer.state());
	d_->changes = connect(&d_->composer, &Compose::Composer::changed, this,
			      [this] { d_->vendor->tell(d_->composer.state()); });
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

void Remote::Private::addHotkeys()
{
	hotkeys = std::make_unique<Hotkeys>(nullptr);
	hotkeys->add("DirectPost.PostLastClip", text("Hotkey.PostLastClip"), [this] { postLastClip(); });
	hotkeys->add("DirectPost.CancelCountdown", text("Hotkey.CancelCountdown"),
		     [this] { composer.cancelCountdown(); });
	hotkeys->add("DirectPost.Arm", text("Hotkey.Arm"), [this] { composer.armAgain(); });
	hotkeys->add("DirectPost.Disarm", text("Hotkey.Disarm"), [this] { composer.disarm(); });
	hotkeys->load();
}

void Remote::Private::postLastClip()
{
	const auto &clips = composer.state().clips;
	if (!clips.empty())
		composer.postByPreset(clips.back().id);
}

} // namespace DirectPost::Remote
