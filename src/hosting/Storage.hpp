#pragma once

#include <hosting/Place.hpp>

#include <tiktok/TransferLoop.hpp>

#include <base/Error.hpp>

#include <chrono>
#include <optional>
#include <string>

// What is asked of the server that keeps the pictures, and what its answers mean. Pure.
namespace DirectPost::Hosting {

// For one picture. 128 random bits: nobody finds it who was not told, and it takes no other's place.
std::string randomName();

// Error: hosting_address_not_allowed.
Expected<void> judgeAddresses(const Place &place);

std::string publicAddressOf(const Place &place, const std::string &name);
// Of an address that publicAddressOf gave for a randomName; nothing for any other.
std::optional<std::string> nameIn(const Place &place, const std::string &publicAddress);

TikTok::HttpRequest putRequest(const Login &login, const std::string &name, std::string jpeg,
			       std::chrono::seconds patience);
TikTok::HttpRequest deleteRequest(const Login &login, const std::string &name, std::chrono::seconds patience);

// Of the server's answer to either.
Expected<void> storageVerdict(const Place &place, const Expected<TikTok::HttpReply> &answer);
Error storageSlow(const Place &place);
// Of what TikTok::Client::checkPhotoUrl says of the picture's public address.
Error publicError(const std::string &publicAddress, const Error &error);

} // namespace DirectPost::Hosting
