#pragma once

#include "Storage.hpp"

#include <hosting/PictureHost.hpp>

#include <map>
#include <set>

namespace DirectPost::Hosting {

// The part of PictureHost that lives on the loop's thread. Every method is called there; what comes of it is a signal,
// emitted there, too: connect with Qt::QueuedConnection. It handles no events and may be destroyed on either thread.
class StorageWorker : public QObject, public std::enable_shared_from_this<StorageWorker> {
	Q_OBJECT

public:
	StorageWorker(TikTok::Client &client, std::chrono::seconds patience, Log log);

	void put(RequestId request, const Login &login, const Expected<std::string> &jpeg);
	void test(RequestId request, const Login &login, const Expected<std::string> &jpeg); // and removes it again
	void remove(const Login &login, const std::string &name);
	void cancel(RequestId request);

signals:
	void done(quint64 request, const QString &publicAddress);
	void failed(quint64 request, const DirectPost::Error &error);

private:
	enum class Purpose { Keep = 1, Test };
	struct Running {
		Login login;
		std::string name;
		Purpose purpose = Purpose::Keep;
		TikTok::TransferId transfer = 0; // 0: none is under way
		TikTok::TimerId deadline = 0;
		bool isStored = false;
	};
	void begin(RequestId request, const Login &login, const Expected<std::string> &jpeg, Purpose purpose);
	void stored(RequestId request, const Expected<TikTok::HttpReply> &answer);
	void fetched(RequestId request, const Expected<TikTok::PhotoSize> &size);
	void removeTestPicture(RequestId request);
	void testPictureRemoved(RequestId request, const Expected<TikTok::HttpReply> &answer);
	TikTok::HttpRequest trusted(TikTok::HttpRequest request) const;
	void late(RequestId request);
	void end(RequestId request, const Expected<void> &outcome);
	std::optional<Running> drop(RequestId request);
	template <class... Arguments>
	auto ifStillThere(RequestId request, void (StorageWorker::*method)(RequestId, Arguments...));

	TikTok::Client &client_;
	const std::chrono::seconds patience_;
	const Log log_;
	std::map<RequestId, Running> running_;
	std::set<RequestId> cancelled_; // before they came here
};

} // namespace DirectPost::Hosting
