#pragma once

#include "Av.hpp"
#include "FileStructure.hpp"

// The two halves of probe(), for those who have the file open.
namespace DirectPost::Media {

// Errors: clip_truncated.
Expected<FileStructure> usableStructureOf(const std::filesystem::path &file);

// `input`: corrected by correctContents() and correctFrameRate(). Reads the file to its end where it does not say how
// long it is. Errors: file_missing, cancelled.
Expected<ClipInfo> clipOf(const std::filesystem::path &file, const FileStructure &structure,
			  const AVFormatContext &input, AVStream &video, const std::stop_token &stop);

} // namespace DirectPost::Media
