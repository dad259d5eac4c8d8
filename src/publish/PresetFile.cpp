#include "PresetFile.hpp"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace DirectPost::Publish {

namespace {

QString nameOf(const std::filesystem::path &file)
{
	return QString::fromStdU16String(file.u16string());
}

QJsonObject toJson(const Preset &preset)
{
	const std::string_view privacy = TikTok::wireName(preset.privacyLevel);
	return {
		{"account_open_id", preset.accountOpenId},
		{"privacy", QString::fromUtf8(privacy.data(), static_cast<qsizetype>(privacy.size()))},
		{"allow_comment", preset.interactions.allowComment},
		{"allow_duet", preset.interactions.allowDuet},
		{"allow_stitch", preset.interactions.allowStitch},
		{"is_your_brand", preset.commercial.isYourBrand},
		{"is_branded_content", preset.commercial.isBrandedContent},
		{"is_ai_generated", preset.isAiGenerated},
		{"caption_template", preset.captionTemplate},
		{"for_recordings", preset.forRecordings},
		{"for_replays", preset.forReplays},
		{"consented_at", preset.consentedAt},
	};
}

std::optional<Preset> presetFrom(const QJsonObject &json)
{
	Preset preset;
	preset.accountOpenId = json["account_open_id"].toString();
	preset.consentedAt = json["consented_at"].toString();
	const auto privacy = TikTok::privacyLevelFrom(json["privacy"].toString().toStdString());
	if (preset.accountOpenId.isEmpty() || preset.consentedAt.isEmpty() || !privacy)
		return std::nullopt;
	preset.privacyLevel = *privacy;
	preset.interactions = {.allowComment = json["allow_comment"].toBool(),
			       .allowDuet = json["allow_duet"].toBool(),
			       .allowStitch = json["allow_stitch"].toBool()};
	preset.commercial = {.isYourBrand = json["is_your_brand"].toBool(),
			     .isBrandedContent = json["is_branded_content"].toBool()};
	preset.isAiGenerated = json["is_ai_generated"].toBool();
	preset.captionTemplate = json["caption_template"].toString();
	preset.forRecordings = json["for_recordings"].toBool();
	preset.forReplays = json["for_replays"].toBool();
	return preset;
}

} // namespace

AutoPublishMemory loadMemory(const std::filesystem::path &file)
{
	AutoPublishMemory memory;
	QFile reader(nameOf(file));
	if (!reader.open(QIODevice::ReadOnly))
		return memory;
	const QJsonObject json = QJsonDocument::fromJson(reader.readAll()).object();
	memory.preset = presetFrom(json["preset"].toObject());
	for (const auto &when : json["posted"].toArray()) {
		if (const auto time = QDateTime::fromString(when.toString(), Qt::ISODateWithMs); time.isValid())
			memory.posted.append(time);
	}
	return memory;
}

bool saveMemory(const std::filesystem::path &file, const AutoPublishMemory &memory)
{
	QJsonArray posted;
	for (const QDateTime &when : memory.posted)
		posted.append(when.toUTC().toString(Qt::ISODateWithMs));
	QJsonObject json{{"posted", posted}};
	if (memory.preset)
		json["preset"] = toJson(*memory.preset);
	QSaveFile writer(nameOf(file));
	return writer.open(QIODevice::WriteOnly) && writer.write(QJsonDocument(json).toJson()) > 0 && writer.commit();
}

} // namespace DirectPost::Publish
