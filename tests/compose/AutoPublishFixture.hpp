#pragma once

#include "Program.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Compose {

// Auto-publish in the whole program, which is seen.
class AutoPublish : public testing::Test {
protected:
	AutoPublish()
	{
		program.connectAndAsk();
		program.composer().setSeen(true);
	}
	ClipId countedDown(const std::string &name = "a.mkv")
	{
		const ClipId id = program.ready(name);
		program.answerCreator();
		return id;
	}
	const AutoPublishState &now() { return program.state().autoPublish; }
	std::string reviewCode() { return now().reviews.empty() ? "" : now().reviews.back().code; }
	size_t posts() { return program.services().posts.size(); }

	Program program;
};

} // namespace DirectPost::Compose
