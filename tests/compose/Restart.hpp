#pragma once

#include "Program.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace DirectPost::Compose {

// OBS is closed, or killed, and started again.
class Restart : public testing::Test {
protected:
	std::filesystem::path file() const { return program.folder.path() / "clips.json"; }
	void damage(const std::string &text) { std::ofstream(file(), std::ios::binary) << text; }
	std::string stored() const
	{
		std::ifstream reader(file(), std::ios::binary);
		return {std::istreambuf_iterator<char>(reader), {}};
	}
	Draft writeOn(ClipId id, const std::string &caption)
	{
		Draft draft = finishedDraft(caption);
		draft.cover_ms = 700;
		draft.isDisclosureOn = true;
		draft.info.commercial.isYourBrand = true;
		program.composer().setDraft(id, draft);
		return draft;
	}

	// OBS dies before the store has answered.
	Publish::PostRequest killedAfterPost(ClipId id)
	{
		writeOn(id, "words");
		program.connectAndAsk();
		program.composer().post(id);
		const Publish::PostRequest request = program.lastPost().what;
		program.kill();
		program.start();
		return request;
	}

	std::string troubleCode()
	{
		const auto &trouble = program.state().clipsTrouble;
		return trouble ? trouble->code : "";
	}

	Program program;
};

} // namespace DirectPost::Compose
