#include "DroppedFiles.hpp"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace DirectPost::Ui {

std::optional<DroppedFiles> droppedFiles(const QMimeData &dragged)
{
	const QList<QUrl> urls = dragged.urls();
	if (urls.isEmpty())
		return std::nullopt;
	DroppedFiles dropped;
	for (const QUrl &url : urls) {
		if (!url.isLocalFile()) {
			dropped.refusalKey = "Drop.Web";
			continue;
		}
		const QFileInfo file(url.toLocalFile());
		if (file.isDir())
			dropped.refusalKey = "Drop.Folder";
		else
			dropped.paths += file.filePath(); // also one that is gone by now: that is said about the clip
	}
	return dropped;
}

// Where a file comes from proposes to move it, and deletes it when the dock says it did.
void acceptAsCopy(QDropEvent &event)
{
	event.setDropAction(Qt::CopyAction);
	event.accept();
}

} // namespace DirectPost::Ui
