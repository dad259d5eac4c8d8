#pragma once

#include <gtest/gtest.h>

#include <QString>
#include <QToolButton>
#include <QWidget>

namespace DirectPost::Ui {

// The widget with this object name; the test ends when there is none.
template <class Widget = QWidget> Widget &find(const QWidget &root, const char *objectName)
{
	auto *found = root.findChild<Widget *>(QLatin1StringView(objectName));
	if (!found)
		throw std::runtime_error(std::string("no widget is called ") + objectName);
	return *found;
}

// Shown, or would be if its window were. What was never needed was not made.
inline bool isShown(const QWidget &root, const char *objectName)
{
	const auto *found = root.findChild<QWidget *>(QLatin1StringView(objectName));
	return found && found->isVisibleTo(&root);
}

// As the user opens the folded part of a post's form.
inline void unfold(const QWidget &root)
{
	find<QToolButton>(root, "disclosureFold").click();
}

} // namespace DirectPost::Ui
