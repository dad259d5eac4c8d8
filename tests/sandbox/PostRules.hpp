#pragma once

#include "Api.hpp"

namespace DirectPost::StandIn {

inline constexpr int64_t kMostVideo_bytes = 4'000'000'000; // the strict reading of TikTok's "4GB"
inline constexpr size_t kMostCaption = 2200;               // UTF-16 units

// FILE_UPLOAD's numbers. A sentence as TikTok words it, if they break a rule.
std::expected<void, ApiError> checkChunkPlan(int64_t videoSize_bytes, int64_t chunkSize_bytes, int64_t totalChunkCount);

// The last byte of the chunk that begins at `first`, by the plan.
int64_t lastByteOfChunk(const SandboxPost &post, int64_t first);

// Reads post_info of a direct video post into `post`. The creator decides which privacy levels there are.
std::expected<void, ApiError> readPostInfo(const Call &call, const nlohmann::json &info, const SandboxCreator &creator,
					   SandboxPost &post);

// disable_* and brand_*_toggle.
std::expected<void, ApiError> readFlags(const nlohmann::json &info, SandboxPost &post);

// Notes what TikTok's guidelines ask of a client's interface for this kind of post, and its API does not enforce.
void checkManners(const Call &call, const SandboxCreator &creator, const SandboxPost &post);

// UTF-16 code units of a UTF-8 text.
size_t utf16Length(std::string_view utf8);

// Members of JSON objects with the right type, or invalid_param. Absent and null are not errors.
std::expected<std::optional<std::string>, ApiError> stringMember(const nlohmann::json &object, const char *name);
std::expected<std::optional<bool>, ApiError> boolMember(const nlohmann::json &object, const char *name);
std::expected<std::optional<int64_t>, ApiError> integerMember(const nlohmann::json &object, const char *name);

void noteUnknownMembers(const Call &call, const nlohmann::json &object, std::initializer_list<std::string_view> known);

} // namespace DirectPost::StandIn
