#pragma once

#include <account/Account.hpp>

namespace DirectPost::Ui {

// "@niaplays"; the nickname where the handle is not known yet.
inline QString accountName(const Account::Identity &identity)
{
	return identity.username.isEmpty() ? identity.nickname : u'@' + identity.username;
}

} // namespace DirectPost::Ui
