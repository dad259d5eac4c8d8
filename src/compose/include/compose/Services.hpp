#pragma once

#include <hosting/PictureHost.hpp>
#include <media/Preparation.hpp>
#include <media/Readiness.hpp>
#include <media/Source.hpp>
#include <publish/Post.hpp>

#include <base/Secret.hpp>

#include <QString>

#include <filesystem>
#include <optional>
#include <vector>

namespace DirectPost::Compose {

// What a person can do with a post in the list; whether it may be done now comes with its snapshot.
enum class JobCommand { Pause = 1, Resume, Cancel, MoveEarlier, MoveLater, PostNow, Retry, Remove };

// What the composer asks of the other rooms. Nothing here blocks; answers come back through the composer's own methods,
// never from within the call. UI thread. Connections.hpp has the real one; tests have their own.
class Services {
public:
	virtual ~Services() = default;

	virtual void requestCreatorInfo() = 0; // ends in creatorInfoArrived or creatorInfoFailed
	virtual void connectAccount() = 0;
	virtual void cancelLogin() = 0;
	virtual void finishLogin(const QString &address) = 0; // when it is not taken: loginAddressRefused
	virtual void switchAccount(const QString &openId) = 0;
	virtual void disconnectAccount(const QString &openId) = 0;
	virtual void loadAccount() = 0;
	virtual void startAccountAnew() = 0;
	virtual void setCredentials(const QString &clientKey, const Secret &clientSecret) = 0;

	// Each is answered once, with this number: posted, done or refused.
	virtual Publish::RequestId post(Publish::PostRequest request) = 0;
	virtual Publish::RequestId command(Publish::JobId job, JobCommand command) = 0;
	virtual Publish::RequestId clearFinished() = 0;
	virtual Publish::RequestId searchHistory(const QString &words, int most) = 0; // historyFound or historyFailed
	virtual void foresee(const Media::Prepared &prepared) = 0; // it may be posted, and only as it is now
	virtual void setPace(const Publish::PaceSettings &settings) = 0;

	// Pictures of this computer. `placePicture` and `testHosting` are answered once, with this number, unless they
	// are cancelled: hostingDone or hostingFailed.
	virtual Hosting::RequestId placePicture(const std::filesystem::path &picture) = 0;
	virtual void cancelPicture(Hosting::RequestId request) = 0;
	virtual void removePlaced(const std::string &address) = 0; // nothing where it is not one of ours
	virtual Hosting::RequestId testHosting(const Hosting::Place &place, const Secret &secret) = 0;
	virtual void setHosting(const Hosting::Place &place, const Secret &secret) = 0; // ends in hostingChanged

	// Looks at a file until it is known; the number names it from then on.
	virtual uint64_t admit(const Media::Candidate &candidate, Media::Origin origin,
			       const Media::CaptureContext &context) = 0;
	virtual void prepare(const Media::Source &source, const Media::EditPlan &plan,
			     std::optional<Media::Prepared> earlier) = 0;
	virtual double pixelsPerSecond() const = 0; // how fast this machine encodes
	virtual void cancel(uint64_t source) = 0;   // looking and preparing
	virtual void release(uint64_t source) = 0;  // what was prepared is a post's business now
	virtual void discard(uint64_t source) = 0;  // nobody will post it
	virtual void keepPreparedIn(const std::filesystem::path &folder) = 0; // empty: where there is room
	virtual void setEncoder(const Media::EncoderSettings &encoder) = 0;   // of what is prepared from now on
	// Deletes prepared files that nothing needs but these; once the posts are known.
	virtual void reap(std::vector<std::filesystem::path> keep) = 0;
};

} // namespace DirectPost::Compose
