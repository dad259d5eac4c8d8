#pragma once

#include "Checks.hpp"
#include "Edit.hpp"
#include "Lane.hpp"
#include "Source.hpp"

#include <base/Clock.hpp>
#include <base/FileIdentity.hpp>
#include <base/Log.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace DirectPost::Media {

// What is sent of a source and a plan.
struct Prepared {
	std::filesystem::path file; // empty: nothing was made, for TikTok would refuse this source in any container
	ClipInfo info;
	FileIdentity identity;  // as it was when it became ready
	bool isDerived = false; // a file of ours; else the source's own file
};

// Callbacks come on the thread of the lane that does the work; those of two sources may come at the same time.
// (progress) -> ready | failed, once for every prepare() that was not replaced, released or discarded meanwhile.
struct PreparationObserver {
	// 0.0 to 1.0, at most ten times a second.
	std::function<void(uint64_t id, const EditPlan &plan, double done)> progress;
	std::function<void(uint64_t id, const EditPlan &plan, const Prepared &prepared)> ready;
	std::function<void(uint64_t id, const EditPlan &plan, const Error &error)> failed;
};

// Makes what is sent of a source, by plan. The plain plan uses MP4 with moov first, MOV with moov first and WebM as
// they are and copies everything else into an MP4 (VP8 into a WebM), on the quick lane; every other plan has its turn
// on the heavy lane. The errors are those of remuxToMp4, makeEdit, probe and identify, and clip_changed (somebody wrote
// to the source since it became known), cancelled, media_internal. A source whose disk is away is waited for, as an
// upload does.
//
// A source has one prepared file at a time. A file made here is this object's, until release() hands it on or discard()
// deletes it. A file that was handed in as `earlier` may be a stored post's as well: it is kept from reap() while its
// source uses it, and only reap() ever deletes it.
class Preparation {
public:
	// The lanes and the clock must outlive it.
	Preparation(Lanes lanes, const Clock &clock, std::filesystem::path cacheFolder, PreparationObserver observer,
		    Log log);
	// No callback comes after it. It waits for one that is under way, so never destroy it from inside a callback.
	~Preparation();
	Preparation(const Preparation &) = delete;
	Preparation &operator=(const Preparation &) = delete;

	// All of these: from any thread, without waiting for the disk.

	// `earlier`: what an earlier run, or a post that failed, prepared of the same contentId(plan); it is used again
	// where it is still the same file, else a new one is made. Asked again for the plan that is being prepared,
	// this does nothing; for the plan that is ready, it answers with the same file while that is unchanged. Another
	// plan takes the place of the one that is being prepared, which gets no answer; once it is ready, the file of
	// the plan before it is deleted. Where !isWorthPreparing(source) the plain plan is ready with no file.
	void prepare(const Source &source, const EditPlan &plan, std::optional<Prepared> earlier = {});
	// How later plans are encoded.
	void setEncoder(const EncoderSettings &encoder);
	// How fast this machine encoded last, for whatItTakes(); the usual speed until then.
	double pixelsPerSecond() const;
	// What is being prepared ends in failed(cancelled) and leaves no file. What is ready stays ready.
	void cancel(uint64_t id);
	// A post has this source's prepared file now, and deletes it when it is done.
	void release(uint64_t id);
	// Nobody will post it: deletes the file that was made here.
	void discard(uint64_t id);
	// Where prepared files are made from now on. Empty: in the cache folder while its disk has room, else in a
	// folder of ours, ".direct-post", beside the recording, else in one where OBS records now. Otherwise such a
	// folder is made in this one.
	void keepIn(std::filesystem::path folder);
	// Where OBS records now; empty: nowhere.
	void setRecordings(std::filesystem::path folder);
	// Deletes prepared files that no source of this run uses and `keep` does not name. Those of other runs go once
	// they are a day old, for another OBS may still show them. Other files are never touched.
	void reap(std::vector<std::filesystem::path> keep);

private:
	struct State;
	std::unique_ptr<State> state_;
};

// Whether TikTok may take what can be made of it by this plan, as far as anybody knows without asking the creator.
bool isWorthPreparing(const Source &source, const EditPlan &plan = {});

// The check list of a clip: what will be sent is judged where it is known already, container and sound as they were
// recorded. `prepared`: nullptr while nothing is ready.
std::vector<Finding> check(const Source &source, const Prepared *prepared, const std::optional<CreatorLimits> &creator);

} // namespace DirectPost::Media
