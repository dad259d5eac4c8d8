#pragma once

// Name resolution of this process as it is on a bad day. Linux: elsewhere nothing fails.
namespace DirectPost::Publish {

inline constexpr const char *kNamedHost = "sandbox.direct-post.test"; // resolves to 127.0.0.1

// The next lookups of any name fail as they do without a network.
void failLookups(int count);

} // namespace DirectPost::Publish
