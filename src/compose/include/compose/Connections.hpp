#pragma once

#include "Composer.hpp"

#include <account/Account.hpp>
#include <hosting/PictureHost.hpp>
#include <media/Show.hpp>
#include <publish/Publisher.hpp>

#include <memory>

namespace DirectPost::Compose {

// Ties a composer to the account, the publisher and the media room: its services, and what they say. UI thread; the
// parts must outlive it, and it is destroyed after the composer.
class Connections {
public:
	struct Parts {
		Account::Account &account;
		Publish::Publisher &publisher;
		Hosting::PictureHost &hosting;
		Media::Lane &quick;
		Media::Lane &heavy;
		const Media::Show &show;
		std::filesystem::path cacheFolder; // of prepared clips
		const Clock &clock;
		Log log;
	};
	explicit Connections(Parts parts);
	~Connections();
	Connections(const Connections &) = delete;
	Connections &operator=(const Connections &) = delete;

	Services &services();
	void connectTo(Composer &composer); // once
	// Where OBS records now, which may have room for prepared clips.
	void setRecordings(const std::filesystem::path &folder);

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Compose
