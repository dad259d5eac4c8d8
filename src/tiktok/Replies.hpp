#pragma once

#include <tiktok/ChunkPlan.hpp>
#include <tiktok/Client.hpp>
#include <tiktok/ErrorTable.hpp>
#include <tiktok/TransferLoop.hpp>
#include <tiktok/Types.hpp>

// What TikTok's replies say. Pure functions of the reply, safe on any bytes. TikTok speaks in three shapes: OAuth is
// flat, with errors under HTTP 200; the API wraps data and error; the upload host has only a status and a header.
// Errors: those of ErrorTable.hpp, or reply_not_understood.
namespace DirectPost::TikTok {

Expected<TokenGrant> readTokenGrant(const HttpReply &reply);
Expected<void> readRevoked(const HttpReply &reply);

Expected<Profile> readProfile(const HttpReply &reply);
Expected<CreatorInfo> readCreatorInfo(const HttpReply &reply);
Expected<UploadTicket> readVideoTicket(const HttpReply &reply);
Expected<UploadTicket> readPhotoTicket(const HttpReply &reply);
Expected<PostStatus> readStatus(const HttpReply &reply);

Expected<ChunkReply> readChunkReply(const HttpReply &reply, const ChunkPlan &plan);

} // namespace DirectPost::TikTok
