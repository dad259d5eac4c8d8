#pragma once

#include "Locale.hpp"
#include "Studio.hpp"
#include "editor/EditorWindow.hpp"
#include "media/Fixtures.hpp"
#include "parts/ElidedLabel.hpp"

#include <media/Edit.hpp>

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTest>

#include <gtest/gtest.h>

#include <vector>

namespace DirectPost::Ui {

inline constexpr int kPatience_ms = 60'000; // pictures are read at low priority

namespace Fixtures = Media::Fixtures;

// On a real file of two seconds, 640x360 at 30 pictures a second.
class Editor : public testing::Test {
protected:
	explicit Editor(const std::filesystem::path &file = Fixtures::fastStartMp4(),
			const std::vector<int64_t> &marks_ms = {})
	{
		studio.connectAs("open-nia");
		studio.composer.recordingBegan(file);
		for (const int64_t mark_ms : marks_ms)
			studio.composer.mark({{.file = file, .position_ms = mark_ms}});
		clip = studio.composer.addFile(QString::fromStdString(file.string()));
		Media::Source source;
		source.id = studio.services.files.size();
		source.info = Media::probe(file).value();
		if (auto facts = Media::inspect(file))
			source.facts = *facts;
		studio.composer.sourceKnown(source);
		studio.composer.prepared(
			source.id, {},
			{.file = "/cache/a.mp4", .info = source.info, .identity = {}, .isDerived = true});
		studio.answerCreator();
		find<QPushButton>(studio.dock, "editButton").click();
		window = studio.dock.findChild<EditorWindow *>();
	}
	~Editor() override { delete window; }

	bool isOpen() const
	{
		return window && QTest::qWaitForWindowActive(window.data()) &&
		       QTest::qWaitFor([this] { return find<QPushButton>(*window, "useEditButton").isEnabled(); },
				       kPatience_ms);
	}
	void press(const char *button) { find<QAbstractButton>(*window, button).click(); }
	void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {})
	{
		window->activateWindow();
		QTest::keyClick(window, which, modifiers);
	}
	QString place() const { return find<QLabel>(*window, "placeLabel").text(); }
	QString line() const { return find<ElidedLabel>(*window, "editorLine").wholeText(); }
	QString start() const { return find<QLineEdit>(*window, "startField").text(); }
	QString end() const { return find<QLineEdit>(*window, "endField").text(); }
	void type(const char *field, const QString &text)
	{
		auto &edit = find<QLineEdit>(*window, field);
		edit.setFocus();
		edit.selectAll();
		QTest::keyClicks(&edit, text);
		QTest::keyClick(&edit, Qt::Key_Return);
	}
	const Media::EditPlan &plan() { return studio.composer.state().clip(clip)->draft.plan; }

	Studio studio;
	Compose::ClipId clip = Compose::kNoClip;
	QPointer<EditorWindow> window;
};

} // namespace DirectPost::Ui
