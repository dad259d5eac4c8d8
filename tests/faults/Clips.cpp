#include "Clips.hpp"

#include <Noise.hpp>
#include <Obs.hpp>

#include <format>

namespace DirectPost::Faults {

Clips::Clips(std::filesystem::path folder) : host_(folder)
{
	for (const Shape shape : {Shape::OneRequest, Shape::Chunks}) {
		const std::string bytes = noise(sizeOf(shape), static_cast<uint32_t>(shape));
		const auto file = folder / std::format("clip{}.mp4", static_cast<int>(shape));
		Publish::write(file, bytes);
		clips_[shape] = {file, Publish::sha256(bytes), {}};
	}
	host_.draw("1.jpg");
	host_.draw("2.webp");
	clips_[Shape::Photos] = {{}, {}, {host_.url("1.jpg"), host_.url("2.webp")}};
}

} // namespace DirectPost::Faults
