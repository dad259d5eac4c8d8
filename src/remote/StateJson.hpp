#pragma once

#include <compose/State.hpp>

#include <nlohmann/json.hpp>

// How clips, posts and the account look to obs-websocket's clients; docs/remote-control.md is their description.
namespace DirectPost::Remote {

nlohmann::json statusJson(const Compose::State &state);
nlohmann::json accountJson(const Compose::AccountState &account);
nlohmann::json accountsJson(const Compose::AccountState &account); // all that are connected
nlohmann::json clipJson(const Compose::ClipAtHand &clip);
nlohmann::json jobJson(const Publish::JobSnapshot &job);
nlohmann::json countdownJson(const std::optional<Compose::Countdown> &countdown);

} // namespace DirectPost::Remote
