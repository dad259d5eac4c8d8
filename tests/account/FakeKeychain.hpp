#pragma once

#include "Keychain.hpp"

#include <vector>

namespace DirectPost::Account {

class FakeKeychain : public Keychain {
public:
	enum class Mood {
		Open = 1,
		ReadOnly,
		Missing,   // no service
		Locked,    // its prompt waits
		Dismissed, // its prompt was closed
	};

	void read(std::function<void(Expected<std::optional<QByteArray>>)> answer) override
	{
		reads++;
		if (mood == Mood::Locked)
			pending_.push_back([this, answer] { answer(text); });
		else if (mood == Mood::Missing)
			answer(std::unexpected(Error{.kind = ErrorKind::Keychain, .code = "keychain_unavailable"}));
		else if (mood == Mood::Dismissed)
			answer(std::nullopt);
		else
			answer(text);
	}

	void write(const QByteArray &newText, std::function<void(Expected<void>)> answer) override
	{
		writes++;
		if (mood != Mood::Open)
			return answer(
				std::unexpected(Error{.kind = ErrorKind::Keychain, .code = "keychain_unavailable"}));
		text = newText;
		answer({});
	}

	void probe(std::function<void(Expected<void>)> answer) override
	{
		if (mood != Mood::Open)
			return answer(
				std::unexpected(Error{.kind = ErrorKind::Keychain, .code = "keychain_unavailable"}));
		answer({});
	}

	void unlock()
	{
		mood = Mood::Open;
		for (const auto &work : std::exchange(pending_, {}))
			work();
	}

	Mood mood = Mood::Open;
	std::optional<QByteArray> text;
	int reads = 0;
	int writes = 0;

private:
	std::vector<std::function<void()>> pending_;
};

} // namespace DirectPost::Account
