#pragma once

#include <media/Preparation.hpp>
#include <media/Remux.hpp>
#include "DerivedFiles.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

namespace DirectPost::Media {

// Makes what is sent of a source by a plan, once, on the thread of a lane. What it refers to must outlive it.
class Making {
public:
	Making(const Source &source, const EditPlan &plan, DerivedFiles &derived, const Progress &progress,
	       const std::stop_token &stop)
		: source_(source), plan_(plan), derived_(derived), progress_(progress), stop_(stop)
	{
	}

	// `earlier`: see Preparation::prepare.
	Expected<Prepared> run(const EncoderSettings &encoder, const std::optional<Prepared> &earlier);

	// The file that run() may have written, whatever it returned.
	const std::filesystem::path &made() const { return made_; }
	// How an edit was made; nothing where none was.
	const std::optional<Edited> &edited() const { return edited_; }

private:
	bool isUnchanged() const;
	std::optional<Prepared> usable(Prepared earlier) const;
	using Make = std::function<Expected<void>(const std::filesystem::path &target)>;

	Expected<std::filesystem::path> makeInSomePlace(int64_t size_bytes, std::string_view extension,
							const Make &make);
	Expected<std::filesystem::path> remux(const Progress &progress);
	Expected<std::filesystem::path> edit(const EncoderSettings &encoder);
	Expected<std::filesystem::path> editJoined(const EncoderSettings &encoder);
	Expected<std::filesystem::path> edit(const ClipInfo &info, const EncoderSettings &encoder,
					     const Progress &progress);

	const Source &source_;
	const EditPlan &plan_;
	DerivedFiles &derived_;
	const Progress &progress_;
	const std::stop_token &stop_;
	std::filesystem::path made_;
	std::optional<Edited> edited_;
};

} // namespace DirectPost::Media
