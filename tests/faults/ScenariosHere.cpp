#include "ScenarioTables.hpp"

namespace DirectPost::Faults {

namespace {

using namespace std::chrono_literals;

constexpr int kAlteredClockSpeed = 60; // an hour in one minute: the link is not too slow for it

Scenario here(const char *name, Shape shape, Here here)
{
	return {.group = "unreachable", .name = name, .shape = shape, .here = here};
}

Scenario clockJump(const char *name, Shape shape, std::chrono::seconds jump, int atTransition)
{
	return hurried({.group = "clock",
			.name = name,
			.shape = shape,
			.here = Here::ClockJump,
			.jump = jump,
			.atTransition = atTransition});
}

// Nothing is ever out but the file as it was checked; what had arrived whole by then may be.
Scenario altered(const char *name, Shape shape, const char *how)
{
	Scenario scenario{.group = "altered", .name = name, .shape = shape, .here = Here::AlteredFile};
	scenario.alteration = how;
	scenario.alteredAt_bytes = sizeOf(shape) / 2;
	scenario.link_bytesPerSecond = static_cast<int>(sizeOf(shape)); // time enough for it
	scenario.end = {JobStage::Failed, "file_changed"};
	scenario.otherEnds = {{JobStage::Failed, "file_replaced"}, {}};
	scenario.clockSpeed = kAlteredClockSpeed; // killed in the commit zone, it is proven by the URL's age alone
	return scenario;
}

// Its bytes are the same still.
Scenario harmless(Scenario scenario)
{
	scenario.end = {};
	scenario.otherEnds = {};
	return scenario;
}

// The one alteration that neither size nor time nor the ends of the file tell.
Scenario unnoticed(const char *name, Shape shape, int64_t at_bytes)
{
	Scenario scenario = altered(name, shape, "middle, time put back");
	scenario.alteredAt_bytes = at_bytes;
	return scenario;
}

Scenario diskAway(const char *name, Shape shape, int atTransition)
{
	return {.group = "disk away",
		.name = name,
		.shape = shape,
		.here = Here::DiskAway,
		.atTransition = atTransition};
}

Scenario diskGone(const char *name, Shape shape, int atTransition)
{
	Scenario scenario = hurried(diskAway(name, shape, atTransition));
	scenario.here = Here::DiskGone;
	return scenario;
}

Scenario outage(const char *name, Shape shape, int afterChunk)
{
	return {.group = "unreachable",
		.name = name,
		.shape = shape,
		.here = Here::Outage,
		.outage = {.length = 10min, .afterChunk = afterChunk},
		.link_bytesPerSecond = static_cast<int>(sizeOf(shape) / 2)}; // time enough for it
}

} // namespace

std::vector<Scenario> scenariosHere()
{
	return {
		here("NameDoesNotExist", kOne, Here::NoSuchHost),
		here("NoNamesForOneRequest", kOne, Here::NoNames),
		here("NoNamesForChunks", kChunks, Here::NoNames),
		here("WrongCertificate", kOne, Here::Stranger),
		here("OutageOfOneRequest", kOne, Here::Outage),
		here("OutageOfChunks", kChunks, Here::Outage),
		outage("TenMinutesAtTheStart", kOne, 0),
		outage("TenMinutesInMidUpload", kChunks, 1),
		longForm(outage("TenMinutesBeforeTheLastChunk", kChunks, 2)),

		clockJump("ADayAheadBeforeInit", kOne, 24h, 1),
		clockJump("ADayAheadAfterInit", kOne, 24h, 2),
		clockJump("ADayAheadAtTheEnd", kOne, 24h, 3),
		clockJump("ADayAheadInMidUpload", kChunks, 24h, 3),
		clockJump("ADayAheadBeforeTheLastChunk", kChunks, 24h, 4),
		clockJump("ADayBackBeforeInit", kOne, -24h, 1),
		clockJump("ADayBackAfterInit", kOne, -24h, 2),
		clockJump("ADayBackAtTheEnd", kOne, -24h, 3),
		clockJump("ADayBackInMidUpload", kChunks, -24h, 3),
		clockJump("ADayBackBeforeTheLastChunk", kChunks, -24h, 4),

		altered("OneAtItsHead", kOne, "head"),
		longForm(altered("OneInItsMiddle", kOne, "middle")),
		longForm(altered("OneAtItsTail", kOne, "tail")),
		altered("OneReplaced", kOne, "replaced"),
		longForm(altered("OneShrunk", kOne, "shrunk")),
		harmless(altered("OneTouched", kOne, "touched")),
		altered("ChunksAtTheirHead", kChunks, "head"),
		longForm(altered("ChunksInTheirMiddle", kChunks, "middle")),
		longForm(altered("ChunksAtTheirTail", kChunks, "tail")),
		longForm(altered("ChunksReplaced", kChunks, "replaced")),
		altered("ChunksShrunk", kChunks, "shrunk"),
		longForm(harmless(altered("ChunksTouched", kChunks, "touched"))),
		harmless(altered("ChunksWithOtherAttributes", kChunks, "attributes")),
		longForm(unnoticed("OneUnnoticedBefore", kOne, 0)),
		longForm(unnoticed("OneUnnoticedMeanwhile", kOne, kInMidRequest)),
		longForm(unnoticed("ChunksUnnoticedBefore", kChunks, 0)),
		unnoticed("ChunksUnnoticedBetween", kChunks, kUsualChunk_bytes),
		longForm(unnoticed("ChunksUnnoticedMeanwhile", kChunks, kUsualChunk_bytes + kInMidChunk)),

		longForm(diskAway("BeforeInit", kOne, 1)),
		diskAway("BeforeItsOnlyRequest", kOne, 2),
		diskAway("BetweenChunks", kChunks, 3),
		longForm(diskAway("BeforeTheLastChunk", kChunks, 4)),
		diskGone("ForGoodBeforeItsOnlyRequest", kOne, 2),
		diskGone("ForGoodBetweenChunks", kChunks, 3),
	};
}

} // namespace DirectPost::Faults
