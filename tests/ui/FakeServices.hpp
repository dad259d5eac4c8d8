#pragma once

#include <compose/Services.hpp>

#include <QStringList>

#include <vector>

namespace DirectPost::Ui {

// What a composer asks of the other rooms: written down; the test answers it through the composer.
class FakeServices : public Compose::Services {
public:
	void requestCreatorInfo() override { ++creatorRequests; }
	void connectAccount() override { ++logins; }
	void cancelLogin() override { ++cancelledLogins; }
	void finishLogin(const QString &address) override { pastedAddresses.push_back(address); }
	void switchAccount(const QString &openId) override { switchedTo = openId; }
	void disconnectAccount(const QString &openId) override { disconnected = openId; }
	void loadAccount() override { ++loads; }
	void startAccountAnew() override { ++newStarts; }
	void setCredentials(const QString &clientKey, const Secret &) override { clientKeys.push_back(clientKey); }

	Publish::RequestId post(Publish::PostRequest request) override
	{
		posts.push_back(std::move(request));
		return ++lastRequest;
	}
	Publish::RequestId command(Publish::JobId job, Compose::JobCommand command) override
	{
		commands.emplace_back(job, command);
		return ++lastRequest;
	}
	Publish::RequestId clearFinished() override
	{
		++clears;
		return ++lastRequest;
	}
	Publish::RequestId searchHistory(const QString &words, int most) override
	{
		searches.push_back(words);
		mostFound = most;
		return ++lastRequest;
	}

	void foresee(const Media::Prepared &) override {}
	Hosting::RequestId placePicture(const std::filesystem::path &picture) override
	{
		pictures.push_back(picture);
		return pictures.size();
	}
	void cancelPicture(Hosting::RequestId) override {}
	void removePlaced(const std::string &) override {}
	Hosting::RequestId testHosting(const Hosting::Place &, const Secret &) override { return 0; }
	void setHosting(const Hosting::Place &, const Secret &) override {}
	void setPace(const Publish::PaceSettings &settings) override { paces.push_back(settings); }

	uint64_t admit(const Media::Candidate &candidate, Media::Origin, const Media::CaptureContext &) override
	{
		files.push_back(candidate.file);
		return files.size();
	}
	void prepare(const Media::Source &source, const Media::EditPlan &, std::optional<Media::Prepared>) override
	{
		prepared.push_back(source.id);
	}
	void cancel(uint64_t source) override { cancelled.push_back(source); }
	void release(uint64_t) override {}
	void discard(uint64_t) override {}
	double pixelsPerSecond() const override { return speed; }
	void keepPreparedIn(const std::filesystem::path &folder) override { preparedFolder = folder; }
	void setEncoder(const Media::EncoderSettings &settings) override { encoder = settings; }
	void reap(std::vector<std::filesystem::path>) override {}

	std::vector<std::filesystem::path> pictures; // to be placed; the request's number is the place, from 1 on
	std::vector<Publish::PaceSettings> paces;
	int creatorRequests = 0;
	int logins = 0;
	int cancelledLogins = 0;
	QStringList pastedAddresses;
	QString switchedTo;
	QString disconnected;
	int loads = 0;
	int newStarts = 0;
	int clears = 0;
	std::vector<QString> clientKeys;
	std::vector<QString> searches;
	int mostFound = 0; // by the last of them
	std::vector<Publish::PostRequest> posts;
	std::vector<std::pair<Publish::JobId, Compose::JobCommand>> commands;
	std::vector<std::filesystem::path> files; // looked at; the source's number is the place, from 1 on
	std::vector<uint64_t> prepared;
	std::vector<uint64_t> cancelled;
	std::filesystem::path preparedFolder;
	double speed = Media::kUsualPixelsPerSecond;
	Media::EncoderSettings encoder;
	Publish::RequestId lastRequest = 0;
};

} // namespace DirectPost::Ui
