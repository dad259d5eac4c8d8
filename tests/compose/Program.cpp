#include "Program.hpp"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace DirectPost::Compose {

Program::Program(std::chrono::milliseconds second) : second_(second)
{
	start();
}

Program::~Program() = default;

void Program::start()
{
	services_ = std::make_unique<FakeServices>();
	composer_ = std::make_unique<Composer>(
		*services_, clock,
		Composer::Setup{.folder = folder.path(),
				.onDiskThread = [this](std::function<void()> work) { onDisk(std::move(work)); },
				.second = second_},
		[](LogLevel, const std::string &) {});
	changes = attentions = photoForms = 0;
	QObject::connect(composer_.get(), &Composer::changed, [this] { ++changes; });
	QObject::connect(composer_.get(), &Composer::attentionWanted, [this] { ++attentions; });
	QObject::connect(composer_.get(), &Composer::photosWanted, [this] { ++photoForms; });
}

void Program::close()
{
	isDiskStuck = false;
	composer_->flush();
	for (const auto &work : std::exchange(waiting_, {}))
		work();
	composer_.reset();
}

void Program::kill()
{
	composer_.reset();
	waiting_.clear();
	isDiskStuck = false;
}

void Program::writeLast()
{
	if (!waiting_.empty())
		waiting_.back()();
	waiting_.clear();
}

void Program::onDisk(std::function<void()> work)
{
	if (isDiskStuck)
		waiting_.push_back(std::move(work));
	else
		work();
}

const ClipAtHand &Program::clip(ClipId id)
{
	const ClipAtHand *found = state().clip(id);
	if (!found)
		throw std::runtime_error("no such clip at hand: " + std::to_string(id));
	return *found;
}

std::vector<ClipId> Program::clipIds()
{
	std::vector<ClipId> ids;
	for (const ClipAtHand &each : state().clips)
		ids.push_back(each.id);
	return ids;
}

void Program::turn()
{
	QCoreApplication::processEvents();
}

bool Program::turnUntil(const std::function<bool()> &isDone)
{
	QEventLoop loop;
	bool isLate = false;
	QTimer::singleShot(std::chrono::seconds(10), &loop, [&] { isLate = true; });
	while (!isDone() && !isLate)
		loop.processEvents(QEventLoop::WaitForMoreEvents);
	return isDone();
}

// --- clips ---

ClipId Program::arrive(const std::string &name, Media::Origin origin)
{
	const std::filesystem::path file = "/recordings/" + name;
	if (origin == Media::Origin::ChosenByHand)
		return composer_->addFile(QString::fromStdString(file.string()));
	return composer_->admit(
		{.file = file, .remuxTarget = {}, .recordingStarted = clock.wall}, origin,
		{.sceneName = "Game", .gameName = {}, .profileName = {}, .outputName = {}, .scenes = scenes});
}

uint64_t Program::sourceOf(ClipId id)
{
	const std::filesystem::path file = clip(id).file;
	const auto &all = services_->admissions;
	const auto last =
		std::find_if(all.rbegin(), all.rend(), [&](const auto &each) { return each.candidate.file == file; });
	if (last == all.rend())
		throw std::runtime_error("the media room was never asked for this clip");
	return last->source;
}

Media::Source Program::knownSource(ClipId id, const std::string &contents)
{
	const ClipAtHand &found = clip(id);
	Media::Source source = Compose::sourceOf(sourceOf(id), found.file,
						 contents.empty() ? found.file.filename().string() : contents);
	source.origin = found.origin;
	source.context = found.context;
	return source;
}

void Program::becomeKnown(ClipId id, const std::string &contents)
{
	composer_->sourceKnown(knownSource(id, contents));
}

void Program::becomePrepared(ClipId id)
{
	const Media::Source source = knownSource(id);
	composer_->prepared(source.id, clip(id).draft.plan, preparedOf(source));
}

void Program::becomeReady(ClipId id)
{
	becomeKnown(id);
	becomePrepared(id);
}

ClipId Program::ready(const std::string &name, Media::Origin origin)
{
	const ClipId id = arrive(name, origin);
	becomeReady(id);
	return id;
}

void Program::fail(ClipId id, const Error &error)
{
	composer_->sourceFailed(sourceOf(id), error);
}

// --- the account and the publisher ---

void Program::connectAndAsk(const char *openId)
{
	connect(openId);
	composer_->askCreator();
	answerCreator();
}

const FakeServices::Post &Program::lastPost()
{
	if (services_->posts.empty())
		throw std::runtime_error("nothing was posted");
	return services_->posts.back();
}

const Publish::VideoRequest &Program::lastVideo()
{
	return std::get<Publish::VideoRequest>(lastPost().what.what);
}

const Publish::PhotoRequest &Program::lastPhotos()
{
	return std::get<Publish::PhotoRequest>(lastPost().what.what);
}

void Program::showJobs(std::vector<Publish::JobSnapshot> jobs)
{
	Publish::QueueSnapshot queue;
	queue.jobs = std::move(jobs);
	composer_->queueChanged(queue);
}

void Program::arm(bool forReplays, const PresetEdit &edit)
{
	PresetDraft preset;
	preset.info.caption = "{scene} by Nia";
	preset.info.privacyLevel = TikTok::PrivacyLevel::PublicToEveryone;
	preset.forReplays = forReplays;
	preset.edit = edit;
	composer_->setPresetDraft(preset);
	composer_->arm();
}

} // namespace DirectPost::Compose
