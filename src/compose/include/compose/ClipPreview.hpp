#pragma once

#include <media/Preview.hpp>

#include <QImage>
#include <QObject>
#include <QSize>

#include <filesystem>
#include <memory>
#include <vector>

namespace DirectPost::Compose {

// What an editor shows at a moment of the source. One that is null stays as it is: each comes when it is there, and
// while an upright clip is played only what will be posted does.
struct PreviewPicture {
	QImage source;       // as it was recorded
	QImage planned;      // as it will be posted, of a plan that is upright
	int64_t time_ms = 0; // of the picture
	bool isExact = true; // false: the key frame before it, the right one follows
};

// The pictures and sounds of one file for an editor, read on threads of its own. Whatever is asked for takes the place
// of what was asked before and is not there yet: there is never a queue. UI thread; it may be destroyed at any moment.
class ClipPreview : public QObject {
	Q_OBJECT

public:
	explicit ClipPreview(std::filesystem::path file, QObject *parent = nullptr);
	~ClipPreview() override;

	const Media::MediaFacts *facts() const; // nullptr until `opened`

	void setPlan(const Media::EditPlan &plan);        // holds from the next picture on
	void setBoxes(QSize source_px, QSize planned_px); // likewise: pictures fit into these

	// For a handle that is being dragged: the nearest key frame at once, the exact one when it rests.
	void showNear(int64_t time_ms);
	void showAt(int64_t time_ms);
	// From there at the speed of the source, silently, to the end of what the plan keeps.
	void play(int64_t from_ms);
	void pause();
	bool isPlaying() const;

	void askFilmstrip(int64_t from_ms, int64_t to_ms, int count, QSize box_px);
	void askWaveform(int track, int64_t from_ms, int64_t to_ms, int count);

signals:
	void opened();
	// Also later: the file may vanish while it is being edited. `shown` says that it is all right again.
	void failed(const Error &error);
	void shown(const Compose::PreviewPicture &picture);
	void playedToEnd();
	void filmstripShown(int place, const QImage &picture);
	void waveformShown(const std::vector<float> &loudest);

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Compose
