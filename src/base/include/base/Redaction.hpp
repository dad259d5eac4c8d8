#pragma once

#include <string>
#include <string_view>

namespace DirectPost {

// Makes a text fit for a log that users paste in public: queries of URLs and the login before their host, bearer
// tokens, values of fields and parameters that carry secrets (access_token, refresh_token, code, code_verifier,
// client_secret, upload_url, upload_token, state), and anything that starts like a TikTok token ("act.", "rft.") become
// "[redacted]". Safe on any bytes.
std::string redacted(std::string_view text);

// Scheme, host and path of a URL; the query, which may hold a credential, is dropped.
std::string withoutQuery(std::string_view url);

} // namespace DirectPost
