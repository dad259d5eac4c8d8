#pragma once

#include <media/Intake.hpp>

#include <base/Clock.hpp>
#include <base/Log.hpp>

#include <QImage>
#include <QObject>
#include <QString>

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>

namespace DirectPost::Ui {

// The clips of this run on the UI thread: Media::Intake works on the preparation thread, its news arrive here as queued
// signals, none after destruction. The workbench and the clock outlive the inbox.
class ClipInbox : public QObject {
	Q_OBJECT

public:
	enum class Stage {
		Waiting = 1, // the file is not final yet
		Probed,      // its facts are known
		Remuxing,
		Ready, // clip.uploadFile is empty when TikTok would refuse the file; the findings say why
		Failed,
	};

	struct Entry {
		quint64 id = 0;
		Stage stage = Stage::Waiting;
		QString name;       // of the file, without its folder
		Media::Clip clip;   // its facts are valid from Probed on
		QImage picture;     // null until there is one
		double remuxed = 0; // 0.0 to 1.0
		std::optional<Error> error;
	};

	// Finished clips beyond this number are forgotten, oldest first, and what was prepared of them is deleted; the
	// recordings stay.
	static constexpr int kKept = 10;

	ClipInbox(Media::Workbench &workbench, std::filesystem::path cacheFolder, const Clock &clock, Log log,
		  QObject *parent = nullptr);
	~ClipInbox() override;

	quint64 admit(Media::Candidate candidate, Media::Origin origin, const QString &sceneName); // the clip's id
	quint64 addFile(const QString &path); // dropped or chosen by hand
	void cancel(quint64 id);              // ends in failed(cancelled)

	const Entry *find(quint64 id) const; // nullptr when unknown; valid until control returns to the event loop

	void forget(quint64 id); // it was posted; its files are the job's business now

	// Deletes derived files that neither a clip of this run nor `keep` uses.
	void reap(std::vector<std::filesystem::path> keep);

signals:
	void admitted(quint64 id);
	void waiting(quint64 id);
	void probed(quint64 id);
	void pictured(quint64 id, const QImage &picture);
	void remuxing(quint64 id, double done);
	void ready(quint64 id);
	void failed(quint64 id, const DirectPost::Error &error);

private:
	Media::IntakeObserver observer();
	void update(quint64 id, Stage stage, const Media::Clip *clip);
	Entry *entry(quint64 id);
	void forgetOldest();

	std::deque<Entry> entries_; // oldest first
	std::unique_ptr<Media::Intake> intake_;
};

} // namespace DirectPost::Ui
