#pragma once

#include "LoopbackServer.hpp"

#include <QString>

namespace DirectPost::Account {

// What the browser shows after the consent page. Locale keys LoginPage.<Name>.Title and .Text.
enum class CallbackPage { Done = 1, Declined, AlreadyUsed, NotOurs };

using Text = std::function<QString(const char *key)>;

// A self-contained page: nothing is loaded, nothing of the request is repeated, and the address bar loses its query.
LoopbackServer::Answer render(CallbackPage page, const Text &text);

} // namespace DirectPost::Account
