#pragma once

#include "SceneHistory.hpp"

#include <host/RemuxRule.hpp>

#include <media/CaptureContext.hpp>

#include <obs.h>

#include <optional>
#include <string>

// What OBS can be asked about a recording or a replay. UI thread.
namespace DirectPost::Host {

std::string taken(char *text); // frees it as OBS wants it; empty for null

// Of what was recorded in this time. `output` may be null here and below.
Media::CaptureContext captureContext(const obs_output_t *output, const SceneHistory &history, const Period &period);
std::string nameOf(const obs_output_t *output);
RecordingSettings recordingSettings(const obs_output_t *output);

// The file that an output which has just started writes to, as the output itself was told. Empty: it writes to no file
// (a stream's address). None: this kind of output does not say.
std::optional<std::string> fileOf(const obs_output_t *output);

// Another output that runs has the same picture encoder.
bool isEncoderShared(const obs_output_t *output);

// How long after its moment a picture comes out of the encoder, by what an output has got since it began.
// `recorded_ns`: since then, without pauses.
uint64_t encoderLag_ns(const obs_output_t *output, int64_t recorded_ns);

} // namespace DirectPost::Host
