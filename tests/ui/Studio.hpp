#pragma once

#include "FakeServices.hpp"
#include "Find.hpp"
#include "Locale.hpp"

#include <ui/Dock.hpp>

#include <compose/Composer.hpp>

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>

class QMimeData;

namespace DirectPost::Ui {

// The dock on a real composer; what stands behind that is written down, and answered when the test says so.
class Studio {
	QTemporaryDir folder_;
	Clock clock_;
	Texts texts_;

public:
	explicit Studio(bool isSandbox = false, const Texts &texts = englishTexts());

	void connectAs(const char *openId);
	void answerCreator(); // as TikTok would, with `creator`
	Compose::ClipId addReadyClip(const QString &file);
	// Connected, with a clip in the form that is ready to be posted once somebody has chosen who can view it.
	Compose::ClipId beReady();
	void becomeReady(uint64_t source); // looked at and prepared
	void startCountdown();             // of the clip that is at hand when nobody else is
	void show(QSize size);

	// Dragged over the widget and let go there, by somebody who would rather move it; Ignore: the dock does not
	// want it.
	static Qt::DropAction drop(const QMimeData &what, QWidget &onto);
	// Until the dock has heard what the composer has to say.
	static void settle();
	QString reason() const; // why Post is disabled
	// Whether it can be seen without scrolling.
	bool isInSight(const QWidget &widget) const;
	QStringList files() const; // that were looked at, by name

	TikTok::CreatorInfo creator;
	FakeServices services;
	QStringList opened; // in the browser
	QString recordingFolder;
	Compose::Composer composer;
	Dock dock;
	QPushButton &post = find<QPushButton>(dock, "postButton");
	QComboBox &privacy = find<QComboBox>(find(dock, "postForm"), "privacyCombo");
	QPlainTextEdit &caption = find<QPlainTextEdit>(dock, "captionEdit");
};

QStringList rowsOf(const QComboBox &combo);

} // namespace DirectPost::Ui
