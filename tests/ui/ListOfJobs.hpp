#pragma once

#include "Find.hpp"
#include "Locale.hpp"
#include "dock/JobHead.hpp"
#include "dock/JobList.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/Page.hpp"

#include <QAbstractButton>

#include <optional>

namespace DirectPost::Ui {

inline Publish::JobSnapshot job(Publish::JobId id, const char *caption, Publish::JobStage stage)
{
	Publish::JobSnapshot result;
	result.id = id;
	result.title = "2026-11-22 18-04-11.mkv";
	result.caption = caption;
	result.accountUsername = "niaplays";
	result.stage = stage;
	result.mayRemove = Publish::isOver(stage);
	return result;
}

inline Publish::JobSnapshot uploading(Publish::JobId id, const char *caption)
{
	Publish::JobSnapshot result = job(id, caption, Publish::JobStage::Uploading);
	result.mayPause = true;
	result.mayCancel = true;
	return result;
}

inline Publish::JobSnapshot posted(Publish::JobId id, const char *caption)
{
	Publish::JobSnapshot result = job(id, caption, Publish::JobStage::Published);
	result.link = "https://www.tiktok.com/@niaplays/video/" + std::to_string(id);
	result.linkIsPost = true;
	return result;
}

// The list of posts, and what can be read off it.
struct List {
	JobList list{englishTexts(), nullptr};

	void show(std::vector<Publish::JobSnapshot> jobs, std::optional<Compose::JobRefusal> refusal = std::nullopt)
	{
		Publish::QueueSnapshot queue;
		queue.jobs = std::move(jobs);
		queue.hasHistory = true;
		list.showState(queue, refusal);
	}
	// As a screen reader goes through them.
	QList<const JobRow *> rows() const
	{
		QList<const JobRow *> result;
		for (const QObject *child : list.children()) {
			const auto *row = qobject_cast<const JobRow *>(child);
			if (row && row->isVisibleTo(&list))
				result += row;
		}
		return result;
	}
	QStringList titles() const
	{
		QStringList result;
		for (const JobRow *row : rows())
			result += row->findChild<JobHead *>() ? find<JobHead>(*row, "jobHead").title()
							      : find<ElidedLabel>(*row, "jobTitle").wholeText();
		return result;
	}
	// What the Tab key goes through, from the first row on.
	QStringList tabs()
	{
		orderTabs({&list});
		QStringList result;
		const QWidget *first = &find(list, "historyButton");
		for (const QWidget *at = first->nextInFocusChain(); at != first; at = at->nextInFocusChain()) {
			if (qobject_cast<const QAbstractButton *>(at) && at->isVisibleTo(&list))
				result += at->accessibleName();
		}
		return result;
	}
	void click(qsizetype row, const char *button) { find<QAbstractButton>(*rows()[row], button).click(); }
	bool shows(qsizetype row, const char *widget) const
	{
		const auto *found = rows()[row]->findChild<QWidget *>(QLatin1StringView(widget));
		return found && found->isVisibleTo(rows()[row]);
	}
};

} // namespace DirectPost::Ui
