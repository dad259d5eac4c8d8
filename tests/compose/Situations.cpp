#include "Situations.hpp"

namespace DirectPost::Compose {

const char *nameOf(Situation situation)
{
	constexpr const char *names[] = {
		"Waiting",     "Checking", "Known",           "Preparing",          "Ready",
		"Unfinished",  "Refused",  "FailedToBeKnown", "FailedToBePrepared", "BeingPosted",
		"CountedDown", "Posted",   "PutAway",         "NeverSeen",
	};
	static_assert(std::size(names) == kSituations);
	return names[static_cast<int>(situation) - 1];
}

const char *nameOf(ClipCommand command)
{
	constexpr const char *names[] = {
		"Show", "PutAway",   "CancelPreparation", "PrepareAgain",    "Write",  "Cut",
		"Post", "PostAgain", "PostNow",           "CancelCountdown", "Disarm",
	};
	static_assert(std::size(names) == kClipCommands);
	return names[static_cast<int>(command) - 1];
}

namespace {

const char *nameInTable(ClipStage stage)
{
	switch (stage) {
	case ClipStage::Waiting:
		return "Waiting";
	case ClipStage::Checking:
		return "Checking";
	case ClipStage::Known:
		return "Known";
	case ClipStage::Preparing:
		return "Preparing";
	case ClipStage::Ready:
		return "Ready";
	case ClipStage::Failed:
		return "Failed";
	}
	return "?";
}

ClipId finished(Program &program)
{
	const ClipId id = program.readyByHand("a.mkv");
	program.composer().setDraft(id, finishedDraft("words"));
	return id;
}

ClipId arrange(Situation situation, Program &program)
{
	Composer &composer = program.composer();
	switch (situation) {
	case Situation::Waiting: {
		const ClipId id = program.arrive("a.mkv");
		composer.sourceWaits(program.sourceOf(id));
		return id;
	}
	case Situation::Checking:
		return program.arrive("a.mkv");
	case Situation::Known: {
		const ClipId id = finished(program);
		program.readyByHand("shown.mkv");
		program.restart();
		program.connect();
		program.becomeKnown(id);
		return id;
	}
	case Situation::Preparing: {
		const ClipId id = program.arrive("a.mkv");
		program.becomeKnown(id);
		return id;
	}
	case Situation::Ready:
		return finished(program);
	case Situation::Unfinished:
		return program.readyByHand("a.mkv");
	case Situation::Refused: {
		const ClipId id = program.arrive("a.mkv");
		Media::Source source = program.knownSource(id);
		source.info.videoCodec.clear();
		composer.sourceKnown(source);
		return id;
	}
	case Situation::FailedToBeKnown: {
		const ClipId id = program.arrive("a.mkv");
		program.fail(id);
		return id;
	}
	case Situation::FailedToBePrepared: {
		const ClipId id = program.arrive("a.mkv");
		program.becomeKnown(id);
		composer.preparationFailed(program.sourceOf(id), {}, errorOf(ErrorKind::Disk, "disk_full"));
		return id;
	}
	case Situation::BeingPosted: {
		const ClipId id = finished(program);
		program.answerCreator();
		composer.post(id);
		return id;
	}
	case Situation::CountedDown: {
		program.answerCreator();
		program.arm();
		return program.ready("a.mkv");
	}
	case Situation::Posted: {
		const ClipId id = finished(program);
		program.answerCreator();
		composer.post(id);
		program.acceptLastPost();
		return id;
	}
	case Situation::PutAway: {
		const ClipId id = finished(program);
		composer.putAway(id);
		return id;
	}
	case Situation::NeverSeen:
		return 4711;
	}
	return kNoClip;
}

} // namespace

Scene::Scene(Situation situation)
{
	program.connect();
	program.composer().askCreator();
	clip = arrange(situation, program);
	program.composer().askCreator();
	program.answerCreator();
	program.services().calls.clear();
}

void Scene::give(ClipCommand command)
{
	Composer &composer = program.composer();
	Draft draft = program.isAtHand(clip) ? program.clip(clip).draft : finishedDraft("");
	switch (command) {
	case ClipCommand::Show:
		return composer.show(clip);
	case ClipCommand::PutAway:
		return composer.putAway(clip);
	case ClipCommand::CancelPreparation:
		return composer.cancelPreparation(clip);
	case ClipCommand::PrepareAgain:
		return composer.prepareAgain(clip);
	case ClipCommand::Write:
		draft.info.caption += " and more";
		return composer.setDraft(clip, draft);
	case ClipCommand::Cut:
		draft.plan.end_ms = 30'000;
		return composer.setDraft(clip, draft);
	case ClipCommand::Post:
		return composer.post(clip);
	case ClipCommand::PostAgain:
		return composer.postAgain(clip);
	case ClipCommand::PostNow:
		return composer.postNow(clip);
	case ClipCommand::CancelCountdown:
		return composer.cancelCountdown(clip);
	case ClipCommand::Disarm:
		return composer.disarm();
	}
}

std::string Scene::stage()
{
	const ClipAtHand *found = program.state().clip(clip);
	if (!found)
		return "gone";
	const auto &countdown = program.state().autoPublish.countdown;
	std::string text = nameInTable(found->stage);
	if (found->isBeingPosted)
		text += "+posting";
	if (countdown && countdown->clip == clip)
		text += "+counting";
	return text;
}

std::string Scene::outcome()
{
	std::string text = stage();
	for (const std::string &call : program.services().calls)
		text += " " + call;
	return text;
}

} // namespace DirectPost::Compose
