#pragma once

#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "dock/ClipPanel.hpp"
#include "parts/ElidedLabel.hpp"

#include <QLabel>
#include <QToolButton>

namespace DirectPost::Ui {

// The dock's panel of a clip, and what can be read off it.
struct Panel {
	ClipPanel panel{englishTexts(), nullptr};
	void show(const Compose::ClipAtHand &clip) { panel.showState(stateWith(clip)); }
	// What can be read off it: empty while it is hidden.
	QString line(const char *label) const
	{
		return isShown(panel, label) ? find<ElidedLabel>(panel, label).wholeText() : QString();
	}
	QString sentence(const char *notice) const
	{
		return isShown(panel, notice) ? find<QLabel>(find(panel, notice), "sentence").text() : QString();
	}
	// The findings that are shown.
	QStringList findings() const
	{
		QStringList lines;
		const QWidget &list = find(panel, "checkList");
		for (const QLabel *label : list.findChildren<QLabel *>(QStringLiteral("sentence"))) {
			if (label->isVisibleTo(&panel))
				lines += label->text();
		}
		return lines;
	}
	QToolButton &fold() const { return find<QToolButton>(panel, "checksFold"); }
};

} // namespace DirectPost::Ui
