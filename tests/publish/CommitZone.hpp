#pragma once

#include "Samples.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Publish {

// Where the final bytes may have arrived.
inline Story confirming(int64_t size_bytes = kSmall_bytes)
{
	Story story(videoRequest(size_bytes));
	story.happens(Begun{}).ticket();
	for (int chunk = 0; chunk < story.job().plan.count - 1; ++chunk)
		story.chunkTaken(chunk);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	return story;
}

// In the queue, when no other upload is under way.
inline bool beginsAnew(const Story &story)
{
	return story.stage() == JobStage::Waiting && story.job().publishId.empty() && story.last().what == Do::Rest;
}

} // namespace DirectPost::Publish
