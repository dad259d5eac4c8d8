#pragma once

#include "Av.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace DirectPost::Media {

// AVI stores pictures in the order in which they are decoded, with one time for each and nothing about when it is
// shown. The codec numbers them in the order in which they are shown; by that, pictures get their times here.
class PictureOrder {
public:
	using Take = std::function<int(AVPacket &packet)>; // 0, or FFmpeg's error

	explicit PictureOrder(const AVStream &video);

	// Hands on every picture, in the order of decoding, once its time is known; null: there are no more. Pictures
	// that have their times go straight through.
	int apply(AVPacket *packet, const Take &take);

private:
	struct CloseParser {
		void operator()(AVCodecParserContext *parser) const { av_parser_close(parser); }
	};
	struct Picture {
		Av::Packet packet;
		int number = 0; // in the order in which pictures are shown
	};

	int numberOf(const AVPacket &packet);
	int release(const Take &take);

	const AVStream &video_;
	std::unique_ptr<AVCodecParserContext, CloseParser> parser_;
	Av::Decoder codec_; // what the parser has to know
	std::vector<Picture> group_;
};

} // namespace DirectPost::Media
