#pragma once

#include <tiktok/TransferLoop.hpp>

#include <map>
#include <string>

// Replies as TikTok gives them, for the tests to take something out of.
namespace DirectPost::TikTok::SampleReplies {

inline HttpReply replyOf(std::string body, int status = 200, std::multimap<std::string, std::string> headers = {})
{
	return {status, std::move(headers), std::move(body)};
}

inline std::string envelope(const std::string &data)
{
	return R"({"data":)" + data + R"(,"error":{"code":"ok","message":"","log_id":"20261122"}})";
}

inline std::string failure(const std::string &code, const std::string &message = "m")
{
	return R"({"data":{},"error":{"code":")" + code + R"(","message":")" + message + R"(","log_id":"20261122"}})";
}

inline constexpr auto kGrant =
	R"({"open_id":"o-1","scope":"user.info.basic,video.publish","access_token":"act.a!b","expires_in":7200,
	"refresh_token":"rft.c*d","refresh_expires_in":15552000,"token_type":"Bearer"})";

inline constexpr auto kCreator =
	R"({"creator_avatar_url":"https://x/a","creator_username":"niaplays","creator_nickname":"Nia Plays",
	"privacy_level_options":["SELF_ONLY","NEW_ONE","MUTUAL_FOLLOW_FRIENDS"],"comment_disabled":false,"duet_disabled":true,
	"stitch_disabled":false,"max_video_post_duration_sec":300})";

inline std::string without(std::string text, const std::string &part, const std::string &replacement = {})
{
	return text.replace(text.find(part), part.size(), replacement);
}

} // namespace DirectPost::TikTok::SampleReplies
