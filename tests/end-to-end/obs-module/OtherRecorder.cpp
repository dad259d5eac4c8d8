#include "OtherRecorder.hpp"

#include <util/platform.h>

#include <QFile>

#include <utility>

namespace {

constexpr int kPause_ms = 200;
constexpr int kLongestStop_ms = 3000;

// OBS leaks packets of one that goes while it is still stopping.
void stop(OBSOutputAutoRelease output)
{
	if (!output)
		return;
	obs_output_stop(output);
	for (int waited_ms = 0; obs_output_active(output) && waited_ms < kLongestStop_ms; waited_ms += kPause_ms / 10)
		os_sleep_ms(kPause_ms / 10);
}

} // namespace

OBSOutputAutoRelease OtherRecorder::started(const char *id, const char *name, const OBSDataAutoRelease &settings)
{
	const OBSDataAutoRelease ofVideo = obs_data_create();
	obs_data_set_string(ofVideo, "preset", "ultrafast");
	obs_data_set_int(ofVideo, "keyint_sec", 1);
	OBSEncoderAutoRelease video = obs_video_encoder_create("obs_x264", name, ofVideo, nullptr);
	OBSEncoderAutoRelease audio = obs_audio_encoder_create("ffmpeg_aac", name, nullptr, 0, nullptr);
	obs_encoder_set_video(video, obs_get_video());
	obs_encoder_set_audio(audio, obs_get_audio());
	OBSOutputAutoRelease output = obs_output_create(id, name, settings, nullptr);
	obs_output_set_video_encoder(output, video);
	obs_output_set_audio_encoder(output, audio, 0);
	obs_output_start(output);
	encoders_.push_back(std::move(video)); // an output does not keep them
	encoders_.push_back(std::move(audio));
	return output;
}

OtherRecorder::OtherRecorder(QString folder) : folder_(std::move(folder))
{
	QObject::connect(&timer_, &QTimer::timeout, [this] { look(); });
	timer_.start(kPause_ms);
}

OtherRecorder::~OtherRecorder()
{
	stop(std::move(recorder_));
	stop(std::move(replays_));
}

bool OtherRecorder::isWanted(const char *what) const
{
	return QFile::exists(folder_ + QLatin1Char('/') + QLatin1StringView(what));
}

void OtherRecorder::look()
{
	if (isWanted("record") && !recorder_)
		record();
	if (!isWanted("record") && recorder_)
		stop(std::exchange(recorder_, nullptr));
	if (isWanted("replays") && !replays_)
		keepReplays();
	if (isWanted("save") && replays_)
		saveReplay();
}

void OtherRecorder::record()
{
	const QString file = QStringLiteral("%1/vertical-%2.mkv").arg(folder_).arg(++recordings_);
	const OBSDataAutoRelease settings = obs_data_create();
	obs_data_set_string(settings, "path", file.toUtf8());
	recorder_ = started("ffmpeg_muxer", "Vertical Record", settings);
}

void OtherRecorder::keepReplays()
{
	const OBSDataAutoRelease settings = obs_data_create();
	obs_data_set_string(settings, "directory", folder_.toUtf8());
	obs_data_set_string(settings, "format", "Backtrack %hh-%mm-%ss");
	obs_data_set_string(settings, "extension", "mkv");
	obs_data_set_int(settings, "max_time_sec", 5);
	obs_data_set_int(settings, "max_size_mb", 64);
	replays_ = started("replay_buffer", "Vertical Backtrack", settings);
}

void OtherRecorder::saveReplay()
{
	QFile::remove(folder_ + QStringLiteral("/save"));
	calldata_t none = {};
	proc_handler_call(obs_output_get_proc_handler(replays_), "save", &none);
	calldata_free(&none);
}
