#include "Fuzz.hpp"

#include <media/MediaFacts.hpp>

#include <cstdlib>
#include <fstream>

#include <unistd.h>

extern "C" {
#include <libavutil/log.h>
}

using namespace DirectPost::Media;
using DirectPost::Fuzz::mustHold;

namespace {

// In memory where the system has such a place: every input is a file for a moment.
std::filesystem::path scratchFile()
{
	std::error_code failure;
	const std::filesystem::path memory = "/dev/shm";
	const auto folder =
		std::filesystem::is_directory(memory, failure) ? memory : std::filesystem::temp_directory_path();
	return folder / ("direct-post-fuzz-" + std::to_string(getpid()));
}

} // namespace

// A file that somebody chose, however it begins: what is it?
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	static const std::filesystem::path file = scratchFile();
	av_log_set_level(AV_LOG_QUIET);
	std::ofstream(file, std::ios::binary)
		.write(reinterpret_cast<const char *>(bytes), static_cast<std::streamsize>(count));
	const auto facts = inspect(file);
	std::filesystem::remove(file);
	if (!facts) {
		mustHold(!facts.error().code.empty(), "what cannot be read has a sentence");
		return 0;
	}
	mustHold(facts->duration_us >= 0, "no recording ends before it begins");
	mustHold(facts->size_bytes == static_cast<int64_t>(count), "the size is the file's");
	mustHold(facts->rotation_deg % 90 == 0, "a picture is turned by quarters");
	mustHold(facts->postedTrack >= 0 && facts->postedTrack <= static_cast<int>(facts->soundTracks.size()),
		 "the track that is posted is one of the file's");
	return 0;
}
