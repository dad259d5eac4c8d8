#include "Fuzz.hpp"

#include "BoxSurvey.hpp"
#include "Matroska.hpp"

#include <spanstream>

using namespace DirectPost::Media;
using DirectPost::Fuzz::mustHold;

namespace {

constexpr int64_t kYear_ms = 365LL * 86'400'000;

void checkBoxes(const BoxSurvey &boxes, int64_t size_bytes)
{
	constexpr int kHeader_bytes = 8;
	const int64_t all = int64_t{boxes.movieHeaders} + boxes.fragments + boxes.media;
	mustHold(boxes.movieHeaders >= 0 && boxes.fragments >= 0 && boxes.media >= 0, "boxes are counted from zero");
	mustHold(all <= size_bytes / kHeader_bytes, "every box has a header of its own");
	mustHold(!boxes.mediaBeforeMovie || boxes.media > 0, "only media can lie before the index");
	mustHold(!(boxes.isCutShort && boxes.hasOpenEnd), "a file ends in one way");
}

} // namespace

// A file that a recorder left behind, whole or after a crash: is it final, and how long is it?
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	std::ispanstream file(std::span(reinterpret_cast<const char *>(bytes), count));
	const auto size_bytes = static_cast<int64_t>(count);
	if (const auto boxes = surveyBoxes(file, size_bytes))
		checkBoxes(*boxes, size_bytes);
	trackNames(file, size_bytes);
	if (const auto matroska = surveyMatroska(file, size_bytes))
		mustHold(matroska->tick_ns >= 0, "time does not run backwards");
	const int64_t reach_ms = reachOfMatroska_ms(file, size_bytes);
	mustHold(reach_ms >= 0 && reach_ms <= kYear_ms, "no recording ends before it begins, or lasts over a year");
	return 0;
}
