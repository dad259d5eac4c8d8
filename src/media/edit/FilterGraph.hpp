#pragma once

#include "Av.hpp"

#include <base/Error.hpp>

#include <memory>
#include <string>
#include <vector>

extern "C" {
#include <libavfilter/avfilter.h>
}

namespace DirectPost::Media {

// libavfilter's graph, from its own language: the sources are called buffer@0, buffer@1 … (abuffer@… for sound), the
// sink buffersink@out (abuffersink@out).
class FilterGraph {
public:
	// Errors: filter_missing, where this FFmpeg lacks one that is named; encode_failed.
	// `threads`: 0 for as many as the machine has cores.
	static Expected<FilterGraph> make(const std::string &text, int threads = 0);

	// Hands the frame over; null: this source is at its end. 0, or FFmpeg's error.
	int push(size_t source, AVFrame *frame);
	// 0, AVERROR(EAGAIN) where it wants more, AVERROR_EOF, or FFmpeg's error.
	int pull(AVFrame &frame);
	// The source that the graph waits for most.
	size_t hungriest() const;

	AVRational timeBase() const;
	AVRational frameRate() const;
	AVFilterContext &sink() const { return *sink_; }

private:
	struct Free {
		void operator()(AVFilterGraph *graph) const { avfilter_graph_free(&graph); }
	};

	std::unique_ptr<AVFilterGraph, Free> graph_;
	std::vector<AVFilterContext *> sources_;
	AVFilterContext *sink_ = nullptr;
};

// The source of pictures like this one.
std::string pictureSource(const AVFrame &frame, AVRational timeBase, AVRational rate);
// The source of such sound, whose times are microseconds.
std::string soundSource(const AVCodecContext &decoder, size_t number);

} // namespace DirectPost::Media
