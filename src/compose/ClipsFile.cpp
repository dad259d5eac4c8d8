#include "ClipsFile.hpp"

#include "CaptureContextJson.hpp"
#include "EditPlanJson.hpp"
#include "JsonFile.hpp"

#include <publish/FileIdentityJson.hpp>
#include <publish/PostInfoJson.hpp>

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <stdexcept>

namespace DirectPost::Compose {

namespace {

using Json = nlohmann::json;

TikTok::PostInfo infoFrom(const Json &json)
{
	auto info = Publish::postInfoFromJson(json);
	if (!info)
		throw std::runtime_error(info.error().detail);
	return std::move(*info);
}

Json toJson(const Draft &draft)
{
	Json json = {{"info", Publish::toJson(draft.info)}, {"is_disclosure_on", draft.isDisclosureOn}};
	if (draft.cover_ms)
		json["cover_ms"] = *draft.cover_ms;
	if (!draft.plan.isPlain())
		json["edit"] = jsonOf(draft.plan);
	return json;
}

Draft draftFrom(const Json &json)
{
	Draft draft;
	draft.info = infoFrom(json.at("info"));
	draft.isDisclosureOn = json.at("is_disclosure_on").get<bool>();
	if (json.contains("cover_ms"))
		draft.cover_ms = json.at("cover_ms").get<int>();
	if (json.contains("edit"))
		draft.plan = editPlanFrom(json.at("edit"));
	return draft;
}

Json toJson(const Media::Prepared &prepared)
{
	Json json = Publish::toJson(prepared.identity);
	json["file"] = utf8(prepared.file);
	return json;
}

Media::Prepared preparedFrom(const Json &json)
{
	Media::Prepared prepared;
	prepared.file = fromUtf8(json.at("file").get<std::string>());
	prepared.identity = Publish::fileIdentityFrom(json);
	prepared.isDerived = true;
	return prepared;
}

Media::Origin originFrom(const Json &json)
{
	const int value = json.get<int>();
	if (value < static_cast<int>(Media::Origin::Recording) || value > static_cast<int>(Media::Origin::OtherOutput))
		throw std::runtime_error("unknown origin");
	return static_cast<Media::Origin>(value);
}

Json toJson(const Clip &clip, bool isAtExit)
{
	const ClipAtHand &visible = clip.visible;
	Json json = {
		{"id", clip.id()},
		{"file", utf8(clip.known ? clip.known->info.file : clip.candidate.file)},
		{"origin", static_cast<int>(visible.origin)},
		{"context", jsonOf(visible.context)},
		{"stands_for", clip.standsFor},
		{"content_id", clip.known ? clip.known->identity.contentId() : clip.contentId},
		{"draft", toJson(visible.draft)},
		{"choices_for", clip.choicesFor},
		{"edit_of", clip.editOf},
		{"review", clip.review},
	};
	if (clip.hasEndedObs || (!isAtExit && visible.stage == ClipStage::Preparing))
		json["is_being_prepared"] = true;
	if (visible.mark_ms)
		json["mark_ms"] = *visible.mark_ms;
	if (clip.offersMarks)
		json["offers_marks"] = true;
	if (!clip.known && clip.candidate.expectsRemux())
		json["remux_target"] = utf8(clip.candidate.remuxTarget);
	if (clip.hasDerivedFile())
		json["prepared"] = toJson(*clip.prepared);
	else if (clip.earlier)
		json["prepared"] = toJson(*clip.earlier);
	return json;
}

// The first version kept the marks of a recording until they were offered; what was made of one knew that one alone.
void readFirstMarks(Clip &clip, const Json &json)
{
	std::vector<int64_t> &marks_ms = clip.visible.context.marks_ms;
	if (json.contains("marks_ms")) {
		marks_ms = json.at("marks_ms").get<std::vector<int64_t>>();
		clip.offersMarks = true;
	} else if (marks_ms.empty() && clip.visible.mark_ms) {
		marks_ms = {*clip.visible.mark_ms};
	}
}

Clip clipFrom(const Json &json)
{
	Clip clip;
	clip.isRestored = true;
	// Nothing is said about when it began: an earlier run knew that it is the right file.
	clip.candidate.file = fromUtf8(json.at("file").get<std::string>());
	if (json.contains("remux_target"))
		clip.candidate.remuxTarget = fromUtf8(json.at("remux_target").get<std::string>());
	clip.contentId = json.at("content_id").get<std::string>();
	clip.standsFor = json.value("stands_for", std::string());
	clip.choicesFor = json.at("choices_for").get<std::string>();
	clip.editOf = json.at("edit_of").get<int64_t>();
	clip.review = json.value("review", std::string());
	if (json.value("awaits_auto_publish", false)) // the first version's
		clip.review = "obs_was_closed";
	clip.hasEndedObs = json.value("is_being_prepared", false);
	clip.offersMarks = json.value("offers_marks", false);
	if (json.contains("prepared"))
		clip.earlier = preparedFrom(json.at("prepared"));
	ClipAtHand &visible = clip.visible;
	visible.id = json.at("id").get<ClipId>();
	visible.file = clip.candidate.file;
	visible.name = QString::fromStdString(utf8(visible.file.filename()));
	visible.origin = originFrom(json.at("origin"));
	visible.context = captureContextFrom(json.at("context"));
	if (json.contains("mark_ms"))
		visible.mark_ms = json.at("mark_ms").get<int64_t>();
	visible.draft = draftFrom(json.at("draft"));
	readFirstMarks(clip, json);
	if (clip.id() == kNoClip)
		throw std::runtime_error("a clip without a number");
	return clip;
}

Json toJson(const RunningRecording &recording)
{
	return {{"file", utf8(recording.file)}, {"marks_ms", recording.marks_ms}};
}

RunningRecording runningFrom(const Json &json)
{
	return {.file = fromUtf8(json.at("file").get<std::string>()),
		.marks_ms = json.at("marks_ms").get<std::vector<int64_t>>()};
}

Json toJson(const Picture &picture)
{
	return {{"id", picture.id}, {"file", utf8(picture.file)}, {"address", picture.address}};
}

// One that was under way is begun anew.
Picture pictureFrom(const Json &json)
{
	Picture picture{.id = json.at("id").get<uint64_t>(), .file = fromUtf8(json.at("file").get<std::string>())};
	picture.name = QString::fromStdString(utf8(picture.file.filename()));
	picture.address = json.at("address").get<std::string>();
	if (!picture.address.empty())
		picture.stage = PictureStage::Ready;
	return picture;
}

Json toJson(const PhotoForm &form)
{
	const PhotoDraft &draft = form.draft;
	Json pictures = Json::array();
	for (const Picture &picture : form.pictures)
		pictures.push_back(toJson(picture));
	return {{"pictures", std::move(pictures)},
		{"id", form.id},
		{"choices_for", form.choicesFor},
		{"edit_of", form.editOf},
		{"addresses", draft.addresses},
		{"cover_index", draft.coverIndex},
		{"title", draft.title},
		{"info", Publish::toJson(draft.info)},
		{"is_disclosure_on", draft.isDisclosureOn}};
}

PhotoForm photoFormFrom(const Json &json)
{
	PhotoForm form;
	form.id = json.value("id", kNoClip);
	form.choicesFor = json.value("choices_for", std::string());
	form.editOf = json.value("edit_of", Publish::JobId{0});
	form.draft = {.addresses = json.at("addresses").get<std::vector<std::string>>(),
		      .coverIndex = json.at("cover_index").get<int>(),
		      .title = json.at("title").get<std::string>(),
		      .info = infoFrom(json.at("info")),
		      .isDisclosureOn = json.at("is_disclosure_on").get<bool>()};
	for (const Json &picture : json.value("pictures", Json::array()))
		form.pictures.push_back(pictureFrom(picture));
	return form;
}

// One that makes no sense costs no other its place. `isWhole` becomes false then.
template <class Thing>
void readEach(const Json &list, Thing (*from)(const Json &), std::vector<Thing> &things, bool &isWhole)
{
	for (const Json &json : list) {
		try {
			things.push_back(from(json));
		} catch (const std::exception &) {
			isWhole = false;
		}
	}
}

// Throws where not even a list can be found in it.
StoredClips clipsFrom(const Json &json, bool &isWhole)
{
	StoredClips stored;
	stored.lastId = json.at("last_id").get<ClipId>();
	stored.shown = json.at("shown").get<ClipId>();
	readEach(json.at("clips"), &clipFrom, stored.clips, isWhole);
	readEach(json.value("photo_forms", Json::array()), &photoFormFrom, stored.photoForms, isWhole);
	readEach(json.value("running", Json::array()), &runningFrom, stored.running, isWhole);
	if (json.contains("photos")) { // the first version's only form
		readEach(Json::array({json.at("photos")}), &photoFormFrom, stored.photoForms, isWhole);
		for (PhotoForm &form : stored.photoForms) {
			form.id = ++stored.lastId;
			form.choicesFor = json.value("photo_choices_for", std::string());
		}
	}
	return stored;
}

} // namespace

StoredClips loadClips(const std::filesystem::path &file)
{
	const auto json = readJson(file, "clips_unreadable");
	StoredClips stored;
	if (!json) {
		stored.trouble = json.error();
		stored.mayBeReplaced = false;
		return stored;
	}
	if (!*json)
		return {};
	bool isWhole = !(*json)->is_discarded();
	try {
		if (isWhole)
			stored = clipsFrom(**json, isWhole);
	} catch (const std::exception &) {
		isWhole = false;
	}
	if (isWhole)
		return stored;
	stored.trouble = fileError(ErrorKind::Disk, "clips_damaged", file, "the list of clips at hand");
	std::filesystem::path aside = file;
	aside += ".damaged";
	std::error_code ignored;
	std::filesystem::copy_file(file, aside, std::filesystem::copy_options::overwrite_existing, ignored);
	return stored;
}

std::string clipsText(const StoredClips &stored)
{
	Json clips = Json::array();
	for (const Clip &clip : stored.clips)
		clips.push_back(toJson(clip, stored.isAtExit));
	Json running = Json::array();
	for (const RunningRecording &recording : stored.running)
		running.push_back(toJson(recording));
	Json photoForms = Json::array();
	for (const PhotoForm &form : stored.photoForms)
		photoForms.push_back(toJson(form));
	return textOf({{"last_id", stored.lastId},
		       {"shown", stored.shown},
		       {"clips", std::move(clips)},
		       {"photo_forms", std::move(photoForms)},
		       {"running", std::move(running)}});
}

} // namespace DirectPost::Compose
