#include "StorageWorker.hpp"

#include <type_traits>
#include <utility>

namespace DirectPost::Hosting {

namespace {

constexpr int kPatienceInAll = 10; // times the patience with a silence

} // namespace

StorageWorker::StorageWorker(TikTok::Client &client, std::chrono::seconds patience, Log log)
	: client_(client), patience_(patience), log_(std::move(log))
{
	moveToThread(nullptr);
}

// A method as a callback for the loop, which may outlive this.
template <class... Arguments>
auto StorageWorker::ifStillThere(RequestId request, void (StorageWorker::*method)(RequestId, Arguments...))
{
	return [weak = weak_from_this(), request, method](const std::remove_cvref_t<Arguments> &...arguments) {
		const auto self = weak.lock();
		if (self && self->running_.contains(request))
			(self.get()->*method)(request, arguments...);
	};
}

// By the sandbox's authority as well.
TikTok::HttpRequest StorageWorker::trusted(TikTok::HttpRequest request) const
{
	request.caFile = client_.endpoints().caFile();
	return request;
}

void StorageWorker::put(RequestId request, const Login &login, const Expected<std::string> &jpeg)
{
	begin(request, login, jpeg, Purpose::Keep);
}

void StorageWorker::test(RequestId request, const Login &login, const Expected<std::string> &jpeg)
{
	begin(request, login, jpeg, Purpose::Test);
}

void StorageWorker::begin(RequestId request, const Login &login, const Expected<std::string> &jpeg, Purpose purpose)
{
	if (cancelled_.erase(request) > 0)
		return;
	if (!jpeg)
		return emit failed(request, jpeg.error());
	if (const auto allowed = judgeAddresses(login.place); !allowed)
		return emit failed(request, allowed.error());
	Running &running = running_[request];
	running = {.login = login, .name = randomName(), .purpose = purpose};
	running.transfer = client_.loop().start(trusted(putRequest(login, running.name, *jpeg, patience_)),
						ifStillThere(request, &StorageWorker::stored));
	running.deadline =
		client_.loop().after(patience_ * kPatienceInAll, ifStillThere(request, &StorageWorker::late));
}

void StorageWorker::stored(RequestId request, const Expected<TikTok::HttpReply> &answer)
{
	Running &running = running_.at(request);
	running.transfer = 0;
	if (const auto verdict = storageVerdict(running.login.place, answer); !verdict)
		return end(request, verdict);
	running.isStored = true;
	client_.checkPhotoUrl(publicAddressOf(running.login.place, running.name),
			      ifStillThere(request, &StorageWorker::fetched));
}

void StorageWorker::fetched(RequestId request, const Expected<TikTok::PhotoSize> &size)
{
	const Running &running = running_.at(request);
	if (!size) {
		remove(running.login, running.name);
		const std::string address = publicAddressOf(running.login.place, running.name);
		return end(request, std::unexpected(publicError(address, size.error())));
	}
	if (running.purpose == Purpose::Test)
		return removeTestPicture(request);
	end(request, {});
}

void StorageWorker::removeTestPicture(RequestId request)
{
	Running &running = running_.at(request);
	running.transfer = client_.loop().start(trusted(deleteRequest(running.login, running.name, patience_)),
						ifStillThere(request, &StorageWorker::testPictureRemoved));
}

// Where nothing is to be removed later, a login that may not is good enough.
void StorageWorker::testPictureRemoved(RequestId request, const Expected<TikTok::HttpReply> &answer)
{
	const Place &place = running_.at(request).login.place;
	end(request, place.isRemovedOncePosted ? storageVerdict(place, answer) : Expected<void>());
}

void StorageWorker::remove(const Login &login, const std::string &name)
{
	client_.loop().start(trusted(deleteRequest(login, name, patience_)),
			     [log = log_, place = login.place, name](const Expected<TikTok::HttpReply> &answer) {
				     if (const auto verdict = storageVerdict(place, answer); !verdict)
					     log(LogLevel::Warning,
						 "a picture stays where it is, " + name + ": " + verdict.error().code);
			     });
}

void StorageWorker::cancel(RequestId request)
{
	const auto running = drop(request);
	if (!running)
		cancelled_.insert(request);
	else if (running->isStored)
		remove(running->login, running->name);
}

void StorageWorker::late(RequestId request)
{
	const Place place = running_.at(request).login.place;
	const auto running = drop(request);
	if (running->isStored)
		remove(running->login, running->name);
	emit failed(request, storageSlow(place));
}

void StorageWorker::end(RequestId request, const Expected<void> &outcome)
{
	const auto running = drop(request);
	if (outcome)
		return emit done(request, QString::fromStdString(publicAddressOf(running->login.place, running->name)));
	log_(LogLevel::Warning,
	     "a picture was not put on the web: " + outcome.error().code + ": " + outcome.error().detail);
	emit failed(request, outcome.error());
}

std::optional<StorageWorker::Running> StorageWorker::drop(RequestId request)
{
	auto found = running_.extract(request);
	if (!found)
		return std::nullopt;
	if (found.mapped().transfer != 0)
		client_.loop().cancel(found.mapped().transfer);
	client_.loop().cancelTimer(found.mapped().deadline);
	return std::move(found.mapped());
}

} // namespace DirectPost::Hosting
