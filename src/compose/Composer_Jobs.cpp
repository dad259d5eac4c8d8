#include "ComposerPrivate.hpp"
#include "CaptureContextJson.hpp"
#include "EditPlanJson.hpp"
#include "HistoryCsv.hpp"

#include <base/SaveFile.hpp>

#include <QFileInfo>

#include <algorithm>

// Posts in the list.
namespace DirectPost::Compose {

void Composer::command(Publish::JobId job, JobCommand command)
{
	d_->jobRefusal.reset();
	if (command == JobCommand::Retry && d_->isBeingEdited(job)) // both would be posted
		d_->jobRefusal = JobRefusal{.job = job, .error = {.kind = ErrorKind::Repeat, .code = "being_edited"}};
	else
		d_->sendCommand(job, command);
	d_->touch();
}

void Composer::moveTo(Publish::JobId job, Publish::JobId place)
{
	const auto &jobs = d_->queue.jobs;
	auto at = std::ranges::find(jobs, job, &Publish::JobSnapshot::id);
	const auto goal = std::ranges::find(jobs, place, &Publish::JobSnapshot::id);
	if (at == jobs.end() || goal == jobs.end())
		return;
	for (; at < goal && at->mayMoveLater; ++at) // each is one past its neighbour
		command(job, JobCommand::MoveLater);
	for (; at > goal && at->mayMoveEarlier; --at)
		command(job, JobCommand::MoveEarlier);
}

void Composer::edit(Publish::JobId id)
{
	const Publish::JobSnapshot *job = d_->queue.job(id);
	if (!job || !job->mayEdit || !job->request)
		return;
	if (!Publish::isOver(job->stage)) // it must not go out while it is worked on
		d_->sendCommand(id, JobCommand::Cancel);
	if (std::holds_alternative<Publish::VideoRequest>(job->request->what))
		d_->editVideo(*job);
	else
		d_->editPhotos(*job);
	d_->touch();
	d_->save();
}

void Composer::clearFinished()
{
	d_->jobRefusal.reset();
	d_->pending.emplace(d_->services.clearFinished(), Pending{.what = Pending::What::JobCommand});
	d_->touch();
}

void Composer::searchHistory(const QString &words)
{
	d_->search = d_->services.searchHistory(words, Publish::kMostFound);
}

void Composer::exportHistory(const QString &words, const QString &path)
{
	d_->historyExport.reset();
	d_->exportFile = path;
	d_->exportSearch = d_->services.searchHistory(words, Publish::kAllFound);
	d_->touch();
}

void Composer::queueChanged(const Publish::QueueSnapshot &queue)
{
	d_->removePostedPictures(queue);
	d_->queue = queue;
	if (queue.isRead && !d_->isQueueKnown) {
		d_->isQueueKnown = true;
		d_->forgetWhatIsPosted();
	}
	d_->touch();
}

void Composer::historyFound(Publish::RequestId request, const QList<Publish::JobSnapshot> &found)
{
	if (request == d_->exportSearch)
		d_->writeHistory(found);
	if (request != d_->search)
		return;
	d_->history = found;
	d_->historyTrouble.reset();
	d_->touch();
}

void Composer::historyFailed(Publish::RequestId request, const Error &error)
{
	if (request == d_->exportSearch)
		d_->exportEnded({.file = d_->exportFile, .trouble = error});
	if (request != d_->search)
		return;
	d_->history.clear();
	d_->historyTrouble = error;
	d_->touch();
}

// --- inside ---

void Composer::Private::editVideo(const Publish::JobSnapshot &job)
{
	const auto known = std::ranges::find(clips, job.id, &Clip::editOf);
	if (known != clips.end())
		return take(known->id());
	const auto &video = std::get<Publish::VideoRequest>(job.request->what);
	Clip clip;
	clip.candidate = {.file = video.originalFile, .remuxTarget = {}, .recordingStarted = {}};
	clip.editOf = job.id;
	if (video.ownsUploadFile && Publish::isOver(job.stage)) // else it goes with the post that is cancelled now
		clip.earlier = Media::Prepared{
			.file = video.uploadFile, .info = {}, .identity = video.uploadIdentity, .isDerived = true};
	clip.visible.draft.plan = editPlanFromText(video.plan);
	clip.contentId = Media::contentOf(video.contentId, clip.visible.draft.plan);
	clip.choicesFor = job.request->accountOpenId;
	clip.visible.id = newId();
	clip.visible.file = video.originalFile;
	clip.visible.name = QString::fromStdString(job.title);
	clip.visible.context = captureContextFromText(video.context);
	clip.visible.draft.info = video.post.info;
	clip.visible.draft.cover_ms = video.post.cover_ms;
	clip.visible.draft.isDisclosureOn = video.post.info.commercial != TikTok::CommercialContent();
	const ClipId id = add(std::move(clip)).id();
	takeBackChoicesOfOthers();
	takeBackWhatIsNotOffered();
	take(id);
}

bool Composer::Private::isBeingEdited(Publish::JobId job) const
{
	const bool isInForm = photos.editOf == job && !photos.isEmpty();
	return isInForm || std::ranges::contains(photosAside, job, &PhotoForm::editOf) ||
	       std::ranges::contains(clips, job, &Clip::editOf);
}

void Composer::Private::sendCommand(Publish::JobId job, JobCommand command)
{
	pending.emplace(services.command(job, command), Pending{.what = Pending::What::JobCommand, .job = job});
}

// OBS was killed after a post was stored, and before the clip was taken off the list.
void Composer::Private::forgetWhatIsPosted()
{
	std::vector<ClipId> stored;
	for (const Publish::JobSnapshot &job : queue.jobs) {
		const Clip *clip = job.clipId == kNoClip ? nullptr : find(job.clipId);
		if (clip && clip->isRestored)
			stored.push_back(clip->id());
	}
	for (const ClipId id : stored)
		clipPosted(id);
	const bool arePhotosPosted = forgetPostedPhotos();
	if (!stored.empty() || arePhotosPosted)
		save();
}

// Thousands of posts take longer than a frame.
void Composer::Private::writeHistory(const QList<Publish::JobSnapshot> &posts)
{
	setup.onDiskThread([this, posts, path = exportFile] {
		const auto file = QFileInfo(path).filesystemFilePath();
		const auto saved = saveFile(file, historyCsv(posts), "history_not_exported");
		HistoryExport outcome{.file = path, .posts = static_cast<int>(posts.size())};
		if (!saved)
			outcome.trouble = saved.error();
		QMetaObject::invokeMethod(&self, [this, outcome] { exportEnded(outcome); }, Qt::QueuedConnection);
	});
}

void Composer::Private::exportEnded(HistoryExport outcome)
{
	historyExport = std::move(outcome);
	touch();
}

} // namespace DirectPost::Compose
