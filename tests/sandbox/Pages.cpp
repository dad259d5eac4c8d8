#include "Pages.hpp"

#include "Random.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>

namespace DirectPost::StandIn {
namespace {

constexpr int kAvatarSide = 96;

void appendNumber(std::string &png, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		png += static_cast<char>(value >> shift);
}

void appendPngChunk(std::string &png, const std::string &type, const std::string &content)
{
	const std::string checked = type + content;
	appendNumber(png, static_cast<uint32_t>(content.size()));
	png += checked;
	appendNumber(png, static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef *>(checked.data()),
						      static_cast<uInt>(checked.size()))));
}

std::string compressed(const std::string &bytes)
{
	uLongf size = compressBound(static_cast<uLong>(bytes.size()));
	std::string packed(size, '\0');
	compress(reinterpret_cast<Bytef *>(packed.data()), &size, reinterpret_cast<const Bytef *>(bytes.data()),
		 static_cast<uLong>(bytes.size()));
	packed.resize(size);
	return packed;
}

// A head and shoulders on a ground whose colour comes from the name.
std::string avatarPng(const std::string &username)
{
	const std::string colour = sha256Hex(username);
	const auto channel = [&](size_t i) {
		return static_cast<char>(64 + (std::stoi(colour.substr(i * 2, 2), nullptr, 16) / 2));
	};
	const std::string ground{channel(0), channel(1), channel(2)};
	const std::string figure("\xFF\xFF\xFF", 3);
	const auto isInside = [](int x, int y, int centreX, int centreY, int radius) {
		return (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY) <= radius * radius;
	};
	std::string rows;
	for (int y = 0; y < kAvatarSide; ++y) {
		rows += '\0'; // no filter
		for (int x = 0; x < kAvatarSide; ++x)
			rows += isInside(x, y, 48, 38, 17) || isInside(x, y, 48, 96, 36) ? figure : ground;
	}
	std::string header;
	appendNumber(header, kAvatarSide);
	appendNumber(header, kAvatarSide);
	header += std::string("\x08\x02\x00\x00\x00", 5); // 8 bits, RGB
	std::string png("\x89PNG\r\n\x1A\n", 8);
	appendPngChunk(png, "IHDR", header);
	appendPngChunk(png, "IDAT", compressed(rows));
	appendPngChunk(png, "IEND", {});
	return png;
}

bool hasExpired(const Call &call)
{
	const std::string expires = call.queryFields().value("x-expires");
	int64_t expires_s = 0;
	std::from_chars(expires.data(), expires.data() + expires.size(), expires_s);
	const auto now_s =
		std::chrono::duration_cast<std::chrono::seconds>(call.world.clock.now().time_since_epoch()).count();
	return !expires.empty() && expires_s <= now_s;
}

} // namespace

void serveAvatar(Call &call)
{
	const std::string username = call.request.matches[1];
	const auto &creators = call.world.accounts.creators;
	if (std::ranges::find(creators, username, &SandboxCreator::username) == creators.end() || hasExpired(call)) {
		call.response.status = hasExpired(call) ? 403 : 404;
		return;
	}
	call.response.set_content(avatarPng(username), "image/png");
}

void servePostPage(Call &call)
{
	const std::string username = call.request.matches[1];
	const std::string id = call.request.matches[2];
	for (const PostEntry &entry : call.world.posts.entries()) {
		const SandboxPost &post = entry.post;
		if (post.username != username || post.postIds.empty() || std::to_string(post.postIds.front()) != id)
			continue;
		call.response.set_content("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>@" +
						  htmlEscaped(username) + " | Sandbox</title><h1>@" +
						  htmlEscaped(username) + "</h1><p>" + htmlEscaped(post.title) +
						  "</p><p>" + std::to_string(post.videoSize_bytes) +
						  " bytes, SHA-256 <code>" + post.sha256 + "</code></p></html>",
					  "text/html; charset=utf-8");
		return;
	}
	call.response.status = 404;
	call.response.set_content("<!DOCTYPE html><title>Not found</title><h1>There is no such video</h1>",
				  "text/html; charset=utf-8");
}

} // namespace DirectPost::StandIn
