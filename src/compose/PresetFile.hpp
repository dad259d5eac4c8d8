#pragma once

#include <compose/AutoPublish.hpp>

#include <QDateTime>
#include <QList>

#include <filesystem>

namespace DirectPost::Compose {

// What auto-publish keeps between runs of OBS; never whether it is armed.
struct AutoPublishMemory {
	std::optional<Preset> preset;
	QList<QDateTime> posted; // when clips were sent, of the last day
};

// A file that is missing or makes no sense is an empty memory.
AutoPublishMemory loadMemory(const std::filesystem::path &file);
std::string memoryText(const AutoPublishMemory &memory); // what it reads

} // namespace DirectPost::Compose
