#pragma once

#include "Draft.hpp"

#include <media/Edit.hpp>
#include <media/MediaFacts.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace DirectPost::Compose {

// What an editor changes: a value. Times are in the source's own timeline.
struct Edit {
	Media::EditPlan plan;
	std::optional<int64_t> cover_ms; // the picture that stands for the clip; nothing: TikTok's choice, the first

	bool operator==(const Edit &) const = default;
};

// The plan and the cover that a draft holds, and back: a draft's cover is in the finished clip's timeline. A cover
// that the plan cuts away is none.
Edit editOf(const Draft &draft);
std::optional<int> coverInClip_ms(const Edit &edit);

// The same plan for the last part of a clip alone, or for all of one that is shorter.
Media::EditPlan keepingLast(Media::EditPlan plan, int64_t duration_ms, int64_t last_ms);

// The windows that a layout begins with: as large as the picture allows, in its middle.
Media::PictureLayout layoutFor(Media::LayoutKind kind, Media::Size picture);
// Camera over game, where it is known where the camera lies: the part of `camera` that fills its share.
Media::PictureLayout layoutFor(Media::Size picture, const Media::Window &camera, int cameraShare_percent);
// What was chosen, where a plan has several layouts: a clip in which the camera is seen only for a while is camera over
// game as well.
Media::LayoutKind kindOf(const Media::EditPlan &plan);
// Width over height of what fills the upright picture, or the part of it that is the window's.
double aspectOfWindow(const Media::PictureLayout &layout);
double aspectOfCamera(const Media::PictureLayout &layout);

// What an edit goes by, beside the file itself.
struct EditTerms {
	int64_t mostDuration_ms = 0;                     // that this account may post, or any, while it is not known
	std::optional<Media::PictureLayout> sceneLayout; // what was last made of a clip of its scene
	// Camera over game by where OBS saw the camera, for each of the clip's scenes; empty: it saw none.
	std::vector<Media::LayoutChange> cameraLayouts = {};
	std::vector<std::string> cameraNames = {}; // that were found, as OBS calls them
	std::vector<int64_t> marks_ms = {};        // moments that were marked while it was recorded
	Media::EncoderSettings encoder;
	double pixelsPerSecond = Media::kUsualPixelsPerSecond; // that this machine encodes
};

// The plan in this layout: where OBS saw the camera; else as it was in its scene the last time, or as layoutFor() says.
Media::EditPlan laidOut(Media::EditPlan plan, Media::LayoutKind kind, Media::Size picture, const EditTerms &terms);

// How long making it takes and how large it becomes; nothing of the whole clip as it is.
std::optional<Media::Estimate> estimateOf(const Media::MediaFacts &facts, const Media::EditPlan &plan,
					  const EditTerms &terms);

// An edit in the making, with all that it was before. Not a thread's business: no file, no clock.
class EditSession {
public:
	EditSession(const Media::MediaFacts &facts, const Edit &begun, EditTerms terms = {});

	const Edit &edit() const { return now_; }
	const Media::EditPlan &plan() const { return now_.plan; }
	std::optional<Media::Estimate> estimate() const { return estimateOf(facts_, now_.plan, terms_); }

	int64_t duration_ms() const { return duration_ms_; }
	int64_t start_ms() const;                                                // of the first picture that is kept
	int64_t end_ms() const;                                                  // of the first one that is not
	int64_t lastPicture_ms() const { return pictureAfter_ms(end_ms(), -1); } // that is kept
	// The picture that is on show then, and the one so many pictures later; within the source.
	int64_t pictureAt_ms(int64_t time_ms) const;
	int64_t pictureAfter_ms(int64_t time_ms, int pictures) const;
	// The pictures on show at the moments that were marked while it was recorded, in rising order.
	const std::vector<int64_t> &marked_ms() const { return marked_ms_; }
	std::optional<int64_t> markedBefore_ms(int64_t time_ms) const;
	std::optional<int64_t> markedAfter_ms(int64_t time_ms) const;

	// Each can be undone. What is moved with the mouse is one step: begin() where the button goes down, then
	// move...() as often as it takes.
	void begin();
	void moveStart(int64_t time_ms); // stops a picture before the end
	void moveEnd(int64_t time_ms);   // stops a picture after the start
	void moveLayout(const Media::PictureLayout &layout);

	enum class Marks { InOrder = 1, Exchanged };
	Marks setStart(int64_t time_ms);       // after the end: the two are exchanged
	Marks setEnd(int64_t time_ms);         // likewise
	Marks setLastPicture(int64_t time_ms); // the one on show then
	void keepLast(int64_t last_ms);
	void setLayout(Media::LayoutKind kind);
	void setSound(const Media::SoundMix &sound);
	void fitDuration(bool isWanted); // to what this account may post
	void fitRequest(bool isWanted);  // to what TikTok takes in one request
	void setCover(std::optional<int64_t> time_ms);

	bool mayUndo() const;
	bool mayRedo() const { return !undone_.empty(); }
	void undo();
	void redo();

private:
	void put(int64_t start_ms, int64_t end_ms);

	Media::MediaFacts facts_;
	EditTerms terms_;
	int64_t duration_ms_;
	int64_t videoStart_ms_;
	double frame_ms_;
	std::vector<int64_t> marked_ms_;
	Edit now_;
	std::vector<Edit> before_; // the latest last
	std::vector<Edit> undone_; // the next to come back last
};

} // namespace DirectPost::Compose
