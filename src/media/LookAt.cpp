#include <media/Readiness.hpp>
#include "BoxSurvey.hpp"
#include "DiskStream.hpp"
#include "Matroska.hpp"

namespace DirectPost::Media {

namespace {

std::chrono::system_clock::time_point onWallClock(std::filesystem::file_time_type time)
{
	using std::chrono::system_clock;
#ifdef _MSC_VER
	const auto wall = std::chrono::clock_cast<system_clock>(time);
#else
	const auto wall = std::filesystem::file_time_type::clock::to_sys(time);
#endif
	return std::chrono::time_point_cast<system_clock::duration>(wall);
}

FileState stateOf(const BoxSurvey &boxes)
{
	// Two movie headers: a hybrid MP4 just before its last patch. A movie header behind media with fragments: the
	// same.
	const bool isUnpatched = boxes.movieHeaders > 1 || (boxes.fragments > 0 && boxes.mediaBeforeMovie);
	if (!boxes.isPlayable() || boxes.isCutShort || isUnpatched)
		return FileState::Incomplete;
	const bool isFragmentedWithoutEnd = boxes.fragments > 0 && !boxes.hasFragmentIndex;
	if (boxes.hasOpenEnd)
		return FileState::OpenEnded;
	return isFragmentedWithoutEnd ? FileState::InClusters : FileState::Closed;
}

FileState stateOf(const MatroskaSurvey &survey)
{
	if (survey.isCutShort)
		return FileState::Incomplete;
	if (!survey.hasDuration)
		return FileState::Unclosed;
	return survey.hasSize ? FileState::Closed : FileState::InClusters; // a duration may be written in advance
}

} // namespace

Look lookAt(const std::filesystem::path &file)
{
	std::error_code failure;
	Look look;
	if (!std::filesystem::is_regular_file(file, failure))
		return look;
	const auto size_bytes = std::filesystem::file_size(file, failure);
	const auto modified =
		failure ? std::filesystem::file_time_type{} : std::filesystem::last_write_time(file, failure);
	if (failure)
		return look;

	look.size_bytes = static_cast<int64_t>(size_bytes);
	look.modified = onWallClock(modified);
	look.state = FileState::Incomplete;
	if (look.size_bytes == 0)
		return look;
	DiskStream content(file);
	if (const auto boxes = surveyBoxes(content, look.size_bytes))
		look.state = stateOf(*boxes);
	else if (const auto matroska = surveyMatroska(content, look.size_bytes))
		look.state = stateOf(*matroska);
	else
		look.state = FileState::OpenEnded;
	if (!content.isOpen() || content.hasFailed())
		look.state = FileState::Unreadable;
	return look;
}

} // namespace DirectPost::Media
