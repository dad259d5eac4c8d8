#include "Commands.hpp"

namespace DirectPost::Remote {

void Commands::mark() const
{
	parts_.composer.mark(parts_.moment());
}

void Commands::clipLast(int64_t last_ms) const
{
	parts_.composer.clipNextReplay(parts_.saveReplay() ? std::optional(last_ms) : std::nullopt);
}

void Commands::postLastClip() const
{
	const auto &clips = parts_.composer.state().clips;
	if (!clips.empty())
		parts_.composer.postByPreset(clips.back().id);
}

void Commands::cancelCountdown() const
{
	if (const auto &countdown = parts_.composer.state().autoPublish.countdown)
		parts_.composer.cancelCountdown(countdown->clip);
}

} // namespace DirectPost::Remote
