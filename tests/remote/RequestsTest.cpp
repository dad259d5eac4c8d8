#include "Program.hpp"
#include "Requests.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Remote {
namespace {

using Json = nlohmann::json;

class Requests : public testing::Test {
protected:
	Requests() { program.connectAndAsk(); }

	Answer ask(const char *name, const Json &data = Json::object())
	{
		for (const Request &request : requests()) {
			if (std::string(request.name) == name)
				return answerTo(request, program.state(), data);
		}
		throw std::runtime_error(name);
	}

	// Asks, and does what is to be done.
	Json perform(const char *name, const Json &data = Json::object())
	{
		const Answer answer = ask(name, data);
		if (answer.command)
			answer.command(commands);
		return answer.data;
	}

	std::string errorOf(const char *name, const Json &data = Json::object())
	{
		const Answer answer = ask(name, data);
		EXPECT_FALSE(answer.command) << "what is refused is not done";
		return answer.data.value("error", "");
	}

	void allowPosting() { program.composer().setSettings({.mayRemoteControlPost = true}); }

	Compose::Program program;
	std::optional<Media::RecordingMoment> moment;
	const Commands commands{{.composer = program.composer(),
				 .moment = [this] { return moment; },
				 .saveReplay = [] { return false; },
				 .text = {},
				 .log = {}}};
};

TEST_F(Requests, AboutTheStatusSayWhoIsConnectedAndWhatMayBeDone)
{
	const Json status = ask("GetStatus").data;
	EXPECT_EQ(status.at("ok"), true);
	EXPECT_EQ(status.at("account").at("connected"), true);
	EXPECT_EQ(status.at("autoPublish").at("armed"), false);
	EXPECT_EQ(status.at("autoPublish").at("countdown"), nullptr);
	EXPECT_EQ(status.at("mayPost"), false);
}

TEST_F(Requests, AboutTheStatusNameEveryAccountAndTheCurrentOne)
{
	Compose::AccountState account = Compose::connectedAs(Compose::kNia);
	Account::Identity tom{.openId = QStringLiteral("open-tom"),
			      .nickname = QStringLiteral("Tom"),
			      .username = QStringLiteral("tomplays"),
			      .avatar = {},
			      .isExpired = true};
	account.accounts = {account.identity, tom};
	program.composer().accountChanged(account);
	EXPECT_EQ(ask("GetStatus").data.at("accounts"),
		  Json::parse(R"([{"username":"niaplays","nickname":"Nia Plays","current":true,"expired":false},
				  {"username":"tomplays","nickname":"Tom","current":false,"expired":true}])"));
}

TEST_F(Requests, AboutClipsAndPostsNameEach)
{
	const auto clip = program.ready("a.mp4");
	program.showJobs({{.id = 5, .title = "b.mp4", .stage = Publish::JobStage::Uploading, .mayPause = true}});
	const Json clips = ask("GetClips").data.at("clips");
	ASSERT_EQ(clips.size(), 1u);
	EXPECT_EQ(clips[0].at("clip"), clip);
	EXPECT_EQ(clips[0].at("name"), "a.mp4");
	EXPECT_EQ(clips[0].at("stage"), "ready");
	EXPECT_EQ(clips[0].at("mayBePosted"), false) << "nothing was agreed to for auto-publish";
	const Json jobs = ask("GetJobs").data.at("jobs");
	ASSERT_EQ(jobs.size(), 1u);
	EXPECT_EQ(jobs[0].at("job"), 5);
	EXPECT_EQ(jobs[0].at("stage"), "uploading");
	EXPECT_EQ(jobs[0].at("mayPause"), true);
}

TEST_F(Requests, OfMistakenClientsNameTheField)
{
	program.ready("a.mp4");
	const auto fieldOf = [this](const char *name, const Json &data) {
		const Answer answer = ask(name, data);
		EXPECT_FALSE(answer.command);
		EXPECT_EQ(answer.data.value("error", ""), "bad_request") << name << data;
		return answer.data.value("field", "");
	};
	EXPECT_EQ(fieldOf("AddClip", Json::object()), "path");
	EXPECT_EQ(fieldOf("AddClip", {{"path", 5}}), "path");
	EXPECT_EQ(fieldOf("AddClip", {{"path", "relative.mp4"}}), "path");
	EXPECT_EQ(fieldOf("AddClip", {{"path", std::string(100'000, 'a')}}), "path");
	EXPECT_EQ(fieldOf("EditClip", {{"clip", "one"}}), "clip");
	EXPECT_EQ(fieldOf("EditClip", {{"clip", -1}}), "clip");
	EXPECT_EQ(fieldOf("EditClip", {{"clip", 1.5}}), "clip");
	EXPECT_EQ(fieldOf("EditClip", {{"clip", UINT64_MAX}}), "clip");
	EXPECT_EQ(fieldOf("EditClip", {{"startMs", INT64_MAX}}), "startMs");
	EXPECT_EQ(fieldOf("EditClip", {{"startMs", 5}, {"endMs", 5}}), "endMs");
	EXPECT_EQ(fieldOf("EditClip", {{"caption", Json::array()}}), "caption");
	EXPECT_EQ(fieldOf("Pause", Json::object()), "job");
	EXPECT_EQ(fieldOf("SetAutoPublish", {{"armed", "yes"}}), "armed");
	for (const Json &data : {Json(), Json::array(), Json("text"), Json(7)})
		EXPECT_EQ(fieldOf("GetStatus", data), "");
}

TEST_F(Requests, ForWhatIsNotThereOrNotPossibleNowAreRefused)
{
	EXPECT_EQ(errorOf("EditClip"), "no_such_clip");
	EXPECT_EQ(errorOf("EditClip", {{"clip", 99}}), "no_such_clip");
	EXPECT_EQ(errorOf("Pause", {{"job", 99}}), "no_such_job");
	program.showJobs({{.id = 5, .stage = Publish::JobStage::Published}});
	for (const char *name : {"Pause", "Resume", "Cancel"})
		EXPECT_EQ(errorOf(name, {{"job", 5}}), "not_now") << name;
	EXPECT_EQ(errorOf("Cancel"), "not_now") << "nothing counts down";
}

TEST_F(Requests, ChangeWordsAndLengthAndLeaveTheChoicesToTheCreator)
{
	const auto id = program.ready("a.mp4");
	Compose::Draft draft;
	draft.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	program.composer().setDraft(id, draft);
	EXPECT_EQ(perform("EditClip", {{"clip", id}, {"caption", "clutch"}, {"startMs", 1000}, {"privacy", "public"}})
			  .at("ok"),
		  true);
	const Compose::Draft &now = program.clip(id).draft;
	EXPECT_EQ(now.info.caption, "clutch");
	EXPECT_EQ(now.plan.start_ms, 1000);
	EXPECT_EQ(now.info.privacyLevel, TikTok::PrivacyLevel::SelfOnly);
}

TEST_F(Requests, BringAFileAndCommandPosts)
{
	EXPECT_EQ(perform("AddClip", {{"path", "/clips/b.mp4"}}).at("ok"), true);
	EXPECT_EQ(program.clipIds().size(), 1u);
	program.showJobs({{.id = 5, .stage = Publish::JobStage::Uploading, .mayPause = true, .mayCancel = true}});
	EXPECT_EQ(perform("Pause", {{"job", 5}}).at("ok"), true);
	EXPECT_EQ(perform("Cancel", {{"job", 5}}).at("ok"), true);
	EXPECT_EQ(program.services().commands.size(), 2u);
}

TEST_F(Requests, MarkAMomentWhileThereIsOne)
{
	EXPECT_EQ(errorOf("Mark"), "not_now");
	moment = {.file = "/recordings/a.mkv", .position_ms = 40'000};
	program.composer().recordingBegan(moment->file);
	EXPECT_EQ(perform("Mark").at("ok"), true);
	const auto whole = program.arrive("a.mkv");
	program.becomeKnown(whole);
	EXPECT_EQ(program.clipIds().size(), 2u) << "the recording, and what was marked";
}

TEST_F(Requests, PostNothingUntilThatIsAllowedInSettings)
{
	program.arm();
	program.composer().disarm();
	const auto id = program.ready("a.mp4");
	EXPECT_EQ(errorOf("Publish", {{"clip", id}}), "not_allowed");
	EXPECT_EQ(errorOf("Retry", {{"job", 1}}), "not_allowed");
	EXPECT_EQ(errorOf("SetAutoPublish", {{"armed", true}}), "not_allowed");
	EXPECT_EQ(perform("SetAutoPublish", {{"armed", false}}).at("ok"), true) << "off is always allowed";
	allowPosting();
	EXPECT_EQ(perform("SetAutoPublish", {{"armed", true}}).at("ok"), true);
	EXPECT_TRUE(program.state().autoPublish.isArmed);
}

TEST_F(Requests, SendADraftWithoutAPresetOnceThatIsAllowed)
{
	const auto id = program.ready("a.mp4");
	EXPECT_EQ(ask("GetClips").data.at("clips")[0].at("draftObstacle"), "");
	EXPECT_EQ(ask("GetStatus").data.at("pendingDrafts"), 0);
	EXPECT_EQ(errorOf("SendDraft", {{"clip", id}}), "not_allowed");
	allowPosting();
	EXPECT_EQ(errorOf("SendDraft", {{"clip", 99}}), "no_such_clip");
	Publish::QueueSnapshot full;
	full.pendingDrafts[Compose::kNia] = Publish::kMostPendingDrafts;
	program.composer().queueChanged(full);
	EXPECT_EQ(errorOf("SendDraft"), "not_now");
	EXPECT_EQ(ask("GetClips").data.at("clips")[0].at("draftObstacle"), "TooManyDrafts");
	EXPECT_EQ(ask("GetStatus").data.at("pendingDrafts"), 5);
	program.showJobs({{.id = 5, .stage = Publish::JobStage::SentToInbox, .isDraft = true}});
	EXPECT_EQ(ask("GetJobs").data.at("jobs")[0].at("stage"), "sent_to_inbox");
	EXPECT_EQ(ask("GetJobs").data.at("jobs")[0].at("draft"), true);
	EXPECT_EQ(perform("SendDraft").at("ok"), true);
	EXPECT_TRUE(program.lastVideo().isDraft);
	EXPECT_EQ(program.lastPost().what.clipId, id);
}

TEST_F(Requests, TellWhatAPostWaitsForAndPostItNowOnceThatIsAllowed)
{
	const std::chrono::system_clock::time_point six(std::chrono::hours(500'000));
	Publish::JobSnapshot job{.id = 5, .moment = six, .waitsForMoment = true, .mayPostNow = true};
	program.showJobs({job});
	const auto told = [this] {
		return ask("GetJobs").data.at("jobs")[0];
	};
	EXPECT_EQ(told().at("waitsFor"), "moment");
	EXPECT_EQ(told().at("momentUnix"), 1'800'000'000);
	EXPECT_EQ(told().at("mayPostNow"), true);
	EXPECT_EQ(errorOf("PostNow", {{"job", 5}}), "not_allowed");
	allowPosting();
	EXPECT_EQ(perform("PostNow", {{"job", 5}}).at("ok"), true);
	EXPECT_EQ(program.services().commands.back().command, Compose::JobCommand::PostNow);

	job.waitsForMoment = false;
	job.isMissed = true;
	program.showJobs({job});
	EXPECT_EQ(told().at("waitsFor"), "click");
	program.showJobs({{.id = 5, .waitsForStream = true}});
	EXPECT_EQ(told().at("waitsFor"), "stream_end");
	program.showJobs({{.id = 5}});
	EXPECT_EQ(told().at("waitsFor"), "");
	EXPECT_EQ(told().at("momentUnix"), nullptr);
	EXPECT_EQ(errorOf("PostNow", {{"job", 5}}), "not_now");
}

TEST_F(Requests, PostWithWhatWasAgreedToAlone)
{
	allowPosting();
	const auto id = program.ready("a.mp4");
	EXPECT_EQ(errorOf("Publish", {{"clip", id}}), "no_preset");
	EXPECT_EQ(errorOf("SetAutoPublish", {{"armed", true}}), "no_preset");
	program.answerCreator();
	program.arm();
	program.composer().disarm();
	program.composer().setSeen(true);
	EXPECT_EQ(perform("Publish", {{"clip", id}}).at("ok"), true);
	program.answerCreator();
	EXPECT_TRUE(program.state().autoPublish.countdown) << "it can be cancelled";
	EXPECT_TRUE(program.services().posts.empty());
	EXPECT_EQ(perform("Cancel").at("ok"), true);
	EXPECT_FALSE(program.state().autoPublish.countdown);
	EXPECT_TRUE(program.services().posts.empty());

	EXPECT_EQ(perform("Publish").at("ok"), true) << "the clip in the form";
	program.answerCreator();
	program.composer().postNow(id);
	EXPECT_EQ(program.services().posts.size(), 1u);
	EXPECT_EQ(errorOf("Publish", {{"clip", id}}), "not_now") << "it is on its way";
}

} // namespace
} // namespace DirectPost::Remote
