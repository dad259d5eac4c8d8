#include "FilterGraph.hpp"

#include <array>
#include <format>
#include <string_view>

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/pixdesc.h>
}

namespace DirectPost::Media {

namespace {

Error graphFailed(int error, const std::string &text)
{
	const bool isMissing = error == AVERROR_FILTER_NOT_FOUND;
	Error failed;
	failed.kind = ErrorKind::ClipUnfit;
	failed.code = isMissing ? "filter_missing" : "encode_failed";
	failed.detail = Av::text(error) + " in " + text;
	return failed;
}

AVFilterContext *instance(AVFilterGraph &graph, const std::string &kind, const std::string &name)
{
	const std::string full = kind + "@" + name;
	return avfilter_graph_get_filter(&graph, full.c_str());
}

const char *textOr(const char *text, const char *other)
{
	return text ? text : other;
}

} // namespace

Expected<FilterGraph> FilterGraph::make(const std::string &text, int threads)
{
	FilterGraph made;
	made.graph_.reset(avfilter_graph_alloc());
	if (!made.graph_)
		return std::unexpected(graphFailed(AVERROR(ENOMEM), text));
	made.graph_->nb_threads = threads;
	AVFilterInOut *inputs = nullptr;
	AVFilterInOut *outputs = nullptr;
	int result = avfilter_graph_parse2(made.graph_.get(), text.c_str(), &inputs, &outputs);
	avfilter_inout_free(&inputs);
	avfilter_inout_free(&outputs);
	result = result < 0 ? result : avfilter_graph_config(made.graph_.get(), nullptr);
	if (result < 0)
		return std::unexpected(graphFailed(result, text));
	for (const std::string kind : {"buffer", "abuffer"}) {
		for (size_t i = 0; AVFilterContext *source = instance(*made.graph_, kind, std::to_string(i)); i++)
			made.sources_.push_back(source);
	}
	made.sink_ = instance(*made.graph_, "buffersink", "out");
	if (!made.sink_)
		made.sink_ = instance(*made.graph_, "abuffersink", "out");
	if (!made.sink_ || made.sources_.empty())
		return std::unexpected(graphFailed(AVERROR_BUG, text));
	return made;
}

int FilterGraph::push(size_t source, AVFrame *frame)
{
	return av_buffersrc_add_frame_flags(sources_[source], frame, 0);
}

int FilterGraph::pull(AVFrame &frame)
{
	return av_buffersink_get_frame(sink_, &frame);
}

size_t FilterGraph::hungriest() const
{
	size_t most = 0;
	for (size_t i = 1; i < sources_.size(); i++) {
		if (av_buffersrc_get_nb_failed_requests(sources_[i]) >
		    av_buffersrc_get_nb_failed_requests(sources_[most]))
			most = i;
	}
	return most;
}

AVRational FilterGraph::timeBase() const
{
	return av_buffersink_get_time_base(sink_);
}

AVRational FilterGraph::frameRate() const
{
	return av_buffersink_get_frame_rate(sink_);
}

std::string pictureSource(const AVFrame &frame, AVRational timeBase, AVRational rate)
{
	const AVRational aspect = frame.sample_aspect_ratio;
	return std::format("buffer@0=video_size={}x{}:pix_fmt={}:time_base={}/{}:pixel_aspect={}/{}:frame_rate={}/{}:"
			   "colorspace={}:range={}",
			   frame.width, frame.height, frame.format, timeBase.num, timeBase.den,
			   aspect.num > 0 ? aspect.num : 1, aspect.num > 0 ? aspect.den : 1, rate.num, rate.den,
			   textOr(av_color_space_name(frame.colorspace), "unknown"),
			   textOr(av_color_range_name(frame.color_range), "unknown"));
}

std::string soundSource(const AVCodecContext &decoder, size_t number)
{
	std::array<char, 128> layout = {};
	av_channel_layout_describe(&decoder.ch_layout, layout.data(), layout.size());
	return std::format("abuffer@{}=time_base=1/1000000:sample_rate={}:sample_fmt={}:channel_layout={}", number,
			   decoder.sample_rate, static_cast<int>(decoder.sample_fmt), layout.data());
}

} // namespace DirectPost::Media
