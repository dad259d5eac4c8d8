#pragma once

#include <host/RecordingWatch.hpp>

#include "ObsStubs.hpp"

#include <base/Utf8Path.hpp>
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <fstream>

namespace DirectPost::Host {

using Media::Candidate;
using Media::CaptureContext;
using Media::Origin;

// A watch of a stand-in for OBS; what it hands on and reports is written down.
class RecordingWatchTest : public testing::Test {
protected:
	struct Clip {
		Candidate candidate;
		Origin origin;
		CaptureContext context;
	};

	RecordingWatchTest()
	{
		QObject::connect(&watch, &RecordingWatch::clipWritten, &watch,
				 [this](const Candidate &candidate, Origin origin, const CaptureContext &context) {
					 clips.push_back({candidate, origin, context});
				 });
		QObject::connect(&watch, &RecordingWatch::recordingFailed, &watch,
				 [this](const std::filesystem::path &file) { failures.push_back(utf8(file)); });
		watch.start();
	}

	~RecordingWatchTest() override
	{
		watch.stop();
		EXPECT_EQ(obs.callbacks(), 0U);
		EXPECT_EQ(obs.recording ? obs.recording->references : 0, 0);
		EXPECT_EQ(obs.replays ? obs.replays->references : 0, 0);
	}

	void beginRecording(const std::string &file)
	{
		obs_data_set_string(obs.recording->settings, "path", file.c_str());
		obs.lastRecording = file;
		obs.recording->isActive = true;
		obs.raise(OBS_FRONTEND_EVENT_RECORDING_STARTED);
	}

	// The output's own signal comes first, and with it OBS queues its event.
	void endRecording(int64_t code = 0)
	{
		obs.recording->signalStop(code);
		obs.raise(OBS_FRONTEND_EVENT_RECORDING_STOPPED);
	}

	void beginReplays()
	{
		obs.replays->isActive = true;
		obs.raise(OBS_FRONTEND_EVENT_REPLAY_BUFFER_STARTED);
	}

	// What was queued so far, and what that queues.
	static void settle()
	{
		for (int turn = 0; turn < 3; turn++)
			QCoreApplication::sendPostedEvents();
	}

	bool waitForClips(size_t number)
	{
		return eventually([&] { return clips.size() >= number; }) && clips.size() == number;
	}

	std::string makeFile(const char *name, const char *content)
	{
		const std::string file = folder.filePath(name).toStdString();
		std::ofstream(file) << content;
		return file;
	}

	std::vector<std::string> files() const
	{
		std::vector<std::string> names;
		for (const Clip &clip : clips)
			names.push_back(clip.candidate.file.string());
		return names;
	}

	using Names = std::vector<std::string>;

	QTemporaryDir folder;
	ObsStub obs;
	std::vector<Clip> clips;
	std::vector<std::string> failures;
	RecordingWatch watch{[](LogLevel, const std::string &) {
	}};
};

} // namespace DirectPost::Host
