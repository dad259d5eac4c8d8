#include "PresetPlan.hpp"

#include <media/Checks.hpp>
#include <media/Limits.hpp>

#include <algorithm>

namespace DirectPost::Compose {

namespace {

bool wouldBeRefusedAsItIs(const Media::Source &source)
{
	return std::ranges::any_of(Media::check(source.info, std::nullopt), [](const Media::Finding &finding) {
		return finding.severity == Media::Severity::Block && finding.remedy == Media::Remedy::Repair;
	});
}

} // namespace

Media::EditPlan repaired(Media::EditPlan plan, const Media::Source &source)
{
	plan.isRepaired = true;
	if (source.info.size_bytes > Media::Limits::kVideo_bytes)
		plan.target.most_bytes = Media::Limits::kVideo_bytes;
	return plan;
}

Media::EditPlan planByPreset(const PresetEdit &edit, const Media::Source &source, const EditTerms &terms,
			     Media::EditPlan begun)
{
	Media::EditPlan plan = std::move(begun);
	if (source.info.videoCodec.empty()) // nothing can be made of it
		return plan;
	plan = laidOut(std::move(plan), edit.layout, source.facts ? source.facts->shown : source.info.size, terms);
	const int64_t kept_ms = source.info.duration_ms - plan.start_ms.value_or(0);
	if (edit.last_s && int64_t{1000} * *edit.last_s < kept_ms)
		plan = keepingLast(plan, source.info.duration_ms, int64_t{1000} * *edit.last_s);
	return edit.isRepaired && wouldBeRefusedAsItIs(source) ? repaired(std::move(plan), source) : plan;
}

} // namespace DirectPost::Compose
