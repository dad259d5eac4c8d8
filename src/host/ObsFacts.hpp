#pragma once

#include <host/RemuxRule.hpp>

#include <media/CaptureContext.hpp>

#include <obs.h>

#include <optional>
#include <string>

// What OBS can be asked about a recording or a replay. UI thread.
namespace DirectPost::Host {

// Whose output it is. Of another plugin's OBS raises no events and makes no MP4 of its files, and its pictures are not
// those on air.
enum class OutputOwner { Obs = 1, OtherPlugin };

std::string taken(char *text); // frees it as OBS wants it; empty for null

// `output` may be null here and below.
Media::CaptureContext captureContext(const std::string &outputName);
std::string capturedGame(); // now, in the program scene; see CapturedWindow.hpp
std::string nameOf(const obs_output_t *output);
RecordingSettings recordingSettings(const obs_output_t *output);

// The file that an output which has just started writes to, as the output itself was told. Empty: it writes to no file
// (a stream's address). None: this kind of output does not say.
std::optional<std::string> fileOf(const obs_output_t *output);

} // namespace DirectPost::Host
