#pragma once

#include "Program.hpp"

#include <map>
#include <optional>
#include <random>
#include <set>

namespace DirectPost::Compose {

// What a clip at hand has to be like, by a second and much simpler reckoning than the composer's.
struct ModelClip {
	ClipId id = kNoClip;
	uint64_t source = 0;
	ClipStage stage = ClipStage::Checking;
	bool isPosting = false;
	bool isFit = true; // TikTok takes it
	bool isRestored = false;
	bool isKnown = false;
	TikTok::PostInfo info;
	bool isDisclosureOn = false;
	std::string choicesFor;
	std::map<std::string, TikTok::PostInfo> byHand; // by account: what hands last set, whatever became of it
	Publish::JobId editOf = 0;
	Publish::When sentFor; // the last time, in this run
};

// Random commands and answers, each followed by a comparison of the program with the model. Ends at the first
// difference.
class Walk {
public:
	explicit Walk(unsigned seed) : random_(seed) {}

	void run(int steps);

private:
	static constexpr size_t kMostClips = 8; // fewer than are kept prepared

	// Walk.cpp, WalkPosts.cpp: commands and answers, and what the model makes of them.
	void step();
	void arrive();
	void mediaAnswers();
	void write();
	void move();
	void putAway();
	void prepareAgain();
	void post();
	void publisherAnswers();
	void accountChanges();
	void creatorAnswers();
	void autoPublish();
	void edit();
	void restart();

	// WalkHands.cpp
	void touchOne();
	TikTok::PrivacyLevel anyLevel();
	TikTok::PostInfo anyInfo(const std::string &caption);
	void say(ClipId id, const Draft &draft, TikTok::PostInfo hand);
	std::string chooser(const std::string &choicesFor) const;
	TikTok::PostInfo handOn(const ModelClip &clip) const;
	void noteOwner(std::string &choicesFor, const TikTok::PostInfo &info, bool isDisclosureOn) const;
	TikTok::PostInfo possible(TikTok::PostInfo info, bool isDisclosureOn, PostKind kind);
	void keepWithinOffer(TikTok::PostInfo &info, PostKind kind);
	void keepWithinOffer();
	void takeBackChoicesOfOthers();
	bool isFinished(const TikTok::PostInfo &info, bool isDisclosureOn);
	void expectOnlyByHand(const TikTok::PostInfo &posted, const std::map<std::string, TikTok::PostInfo> &byHand);

	// WalkPhotos.cpp
	void photos();
	void writePhotos();
	void postPhotos();
	void publisherAnswersPhotos();
	void photosArePosted();
	std::optional<Publish::JobSnapshot> photosAfterRestart();
	bool mayPostPhotos();
	void comparePhotos();

	void take(ClipId id);
	void prepare(ModelClip &clip);
	void erase(ClipId id);
	void expectPost(const ModelClip &clip, const TikTok::PostInfo &info, bool byItself);
	void jobIsStored(const FakeServices::Post &post);

	// WalkChecks.cpp
	void compare();
	void compareClip(const ClipAtHand &seen, const ModelClip &clip);
	void turn();
	void compareWithARestoredOne();
	std::string digest();

	int below(int count) { return std::uniform_int_distribution(0, count - 1)(random_); }
	bool oneIn(int count) { return below(count) == 0; }
	ModelClip *find(ClipId id);
	ModelClip *any();
	ClipId anyIdEver(); // also of clips that are gone

	std::mt19937 random_;
	Program program_;
	std::vector<ModelClip> clips_;
	std::vector<ClipId> ever_;
	std::set<ClipId> posted_;
	std::set<ClipId> putAway_;
	ClipId shown_ = kNoClip;
	ClipId newest_ = kNoClip;
	std::map<Publish::RequestId, FakeServices::Post> unanswered_;
	std::vector<Publish::JobSnapshot> jobs_; // failed posts
	Publish::JobId lastJob_ = 0;
	size_t postsSeen_ = 0;
	std::string openId_; // of the account that was connected last
	bool isConnected_ = false;
	TikTok::PostInfo armedInfo_;
	std::map<std::string, TikTok::PostInfo> armedByHand_;
	PhotoDraft photos_;
	std::string photosChoicesFor_;
	std::map<std::string, TikTok::PostInfo> photosByHand_;
	std::optional<FakeServices::Post> photosPost_; // on its way
	int photoPosts_ = 0;
	int number_ = 0; // of steps
	std::string lastDigest_;
};

} // namespace DirectPost::Compose
