#pragma once

#include <QStringList>

#include <optional>

class QDropEvent;
class QMimeData;

namespace DirectPost::Ui {

// What is dragged over the dock, and let go there.
struct DroppedFiles {
	QStringList paths;                // files of this computer, in their order
	const char *refusalKey = nullptr; // the sentence for what cannot be taken, in the locale; nullptr: nothing
};
// Nothing when no files or links are dragged at all, but text, say.
std::optional<DroppedFiles> droppedFiles(const QMimeData &dragged);
void acceptAsCopy(QDropEvent &event); // whatever its owner would rather do: nothing of his is moved

} // namespace DirectPost::Ui
