#pragma once

#include <account/Account.hpp>

#include <QObject>

#include <optional>

namespace DirectPost::Ui {

// Fresh creator info for whoever shows a post form. What is known belongs to the account that is connected now: another
// account, a new question or a lost connection drops it.
class CreatorDesk : public QObject {
	Q_OBJECT

public:
	explicit CreatorDesk(Account::Account &account, QObject *parent = nullptr);

	void ask();                              // nothing while an answer is under way or nobody is connected
	const TikTok::CreatorInfo *info() const; // nullptr: not known, or not fresh any more
	const std::optional<Error> &error() const { return error_; }
	bool isUnasked() const { return !isAsking_ && !info_ && !error_; }
	// The locale key of the reason why no form can be sent off now; nullptr: there is none.
	const char *obstacle() const;

signals:
	void changed();
	void accountSwitched(); // what a form holds was meant for somebody else

private:
	void arrived(const TikTok::CreatorInfo &info);
	void failed(const Error &error);
	void accountChanged();
	void learnName();

	Account::Account &account_;
	QString openId_; // of the account that was asked about
	bool isAsking_ = false;
	std::optional<TikTok::CreatorInfo> info_;
	std::optional<Error> error_;
};

} // namespace DirectPost::Ui
