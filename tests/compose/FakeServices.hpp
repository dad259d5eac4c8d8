#pragma once

#include <compose/Services.hpp>

#include <string>
#include <vector>

namespace DirectPost::Compose {

// The other rooms, as a composer sees them. It remembers what it was asked and answers nothing by itself: the test
// does, through the composer's own methods.
class FakeServices : public Services {
public:
	struct Post {
		Publish::RequestId request = 0;
		Publish::PostRequest what;
	};
	struct Command {
		Publish::RequestId request = 0;
		Publish::JobId job = 0; // 0: clearFinished
		JobCommand command = JobCommand::Remove;
	};
	struct Admission {
		uint64_t source = 0;
		Media::Candidate candidate;
		Media::Origin origin = Media::Origin::ChosenByHand;
		Media::CaptureContext context;
	};
	struct Preparation {
		Media::Source source;
		Media::EditPlan plan;
		std::optional<Media::Prepared> earlier;
	};

	std::vector<std::string> calls; // every call's name, in order
	std::vector<Post> posts;
	std::vector<Command> commands;
	std::vector<Admission> admissions;
	std::vector<Preparation> preparations;
	std::vector<uint64_t> cancelled;
	std::vector<uint64_t> released;
	std::vector<uint64_t> discarded;
	std::vector<std::filesystem::path> reapedAllBut;
	std::filesystem::path preparedFolder;
	double speed = Media::kUsualPixelsPerSecond;
	Media::EncoderSettings encoder;
	QString searched;
	int mostFound = 0;
	std::vector<std::filesystem::path> foreseen;
	std::vector<Publish::PaceSettings> paces;
	int creatorRequests = 0;
	struct Placing {
		Hosting::RequestId request = 0;
		std::filesystem::path picture;
	};
	std::vector<Placing> placings;
	std::vector<Hosting::RequestId> cancelledPictures;
	std::vector<std::string> removedAddresses;
	Hosting::Place testedPlace;
	Hosting::Place hostingPlace;
	Hosting::RequestId lastHosting = 0;

	void requestCreatorInfo() override
	{
		calls.emplace_back("creator");
		++creatorRequests;
	}
	void connectAccount() override { calls.emplace_back("connect"); }
	void cancelLogin() override { calls.emplace_back("cancel-login"); }
	void finishLogin(const QString &) override { calls.emplace_back("finish-login"); }
	void switchAccount(const QString &openId) override { calls.emplace_back("switch " + openId.toStdString()); }
	void disconnectAccount(const QString &openId) override
	{
		calls.emplace_back("disconnect " + openId.toStdString());
	}
	void loadAccount() override { calls.emplace_back("load"); }
	void startAccountAnew() override { calls.emplace_back("start-anew"); }
	void setCredentials(const QString &, const Secret &) override { calls.emplace_back("credentials"); }

	Publish::RequestId post(Publish::PostRequest request) override
	{
		calls.emplace_back("post");
		posts.push_back({++lastRequest_, std::move(request)});
		return lastRequest_;
	}
	Publish::RequestId command(Publish::JobId job, JobCommand command) override
	{
		calls.emplace_back("command");
		commands.push_back({++lastRequest_, job, command});
		return lastRequest_;
	}
	Publish::RequestId clearFinished() override
	{
		calls.emplace_back("clear-finished");
		commands.push_back({++lastRequest_, 0, JobCommand::Remove});
		return lastRequest_;
	}
	Publish::RequestId searchHistory(const QString &words, int most) override
	{
		calls.emplace_back("search");
		searched = words;
		mostFound = most;
		return ++lastRequest_;
	}

	void foresee(const Media::Prepared &prepared) override { foreseen.push_back(prepared.file); }
	Hosting::RequestId placePicture(const std::filesystem::path &picture) override
	{
		placings.push_back({++lastHosting, picture});
		return lastHosting;
	}
	void cancelPicture(Hosting::RequestId request) override { cancelledPictures.push_back(request); }
	void removePlaced(const std::string &address) override { removedAddresses.push_back(address); }
	Hosting::RequestId testHosting(const Hosting::Place &place, const Secret &) override
	{
		testedPlace = place;
		return ++lastHosting;
	}
	void setHosting(const Hosting::Place &place, const Secret &) override { hostingPlace = place; }
	void setPace(const Publish::PaceSettings &settings) override { paces.push_back(settings); }

	uint64_t admit(const Media::Candidate &candidate, Media::Origin origin,
		       const Media::CaptureContext &context) override
	{
		calls.emplace_back("admit");
		admissions.push_back({++lastSource_, candidate, origin, context});
		return lastSource_;
	}
	void prepare(const Media::Source &source, const Media::EditPlan &plan,
		     std::optional<Media::Prepared> earlier) override
	{
		calls.emplace_back("prepare");
		preparations.push_back({source, plan, std::move(earlier)});
	}
	void cancel(uint64_t source) override
	{
		calls.emplace_back("cancel");
		cancelled.push_back(source);
	}
	void release(uint64_t source) override
	{
		calls.emplace_back("release");
		released.push_back(source);
	}
	void discard(uint64_t source) override
	{
		calls.emplace_back("discard");
		discarded.push_back(source);
	}
	double pixelsPerSecond() const override { return speed; }
	void keepPreparedIn(const std::filesystem::path &folder) override { preparedFolder = folder; }
	void setEncoder(const Media::EncoderSettings &settings) override { encoder = settings; }
	void reap(std::vector<std::filesystem::path> keep) override
	{
		calls.emplace_back("reap");
		reapedAllBut = std::move(keep);
	}

	Publish::RequestId lastRequest() const { return lastRequest_; }

private:
	Publish::RequestId lastRequest_ = 0;
	uint64_t lastSource_ = 0;
};

} // namespace DirectPost::Compose
